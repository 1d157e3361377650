"""`kehou check`: judge any timetable, whoever made it."""

import typer

from kehou_api.cli.exits import Exit
from kehou_api.cli.options import (
    InstanceFile,
    JsonOption,
    LangOption,
    TimetableFile,
    listen,
)


def check(
    ctx: typer.Context,
    instance: InstanceFile,
    timetable: TimetableFile,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """审核任何课表 / judge any timetable; 5 = 违规 / rules broken."""
    from kehou_api.cli.files import instance_from, timetable_from
    from kehou_api.cli.show.findings import show_findings
    from kehou_solver.checks import audit, broken
    from kehou_solver.policy import Policy

    voice = listen(ctx, lang, as_json)
    asked = instance_from(instance)
    findings = audit(asked, timetable_from(timetable), Policy.of(asked))
    wrong = broken(findings)
    show_findings(voice, findings)
    voice.answer(
        {
            "outcome": "rules_broken" if wrong else "lawful",
            "findings": [finding.model_dump(mode="json") for finding in findings],
        }
    )
    raise typer.Exit(Exit.RULES_BROKEN if wrong else Exit.DONE)
