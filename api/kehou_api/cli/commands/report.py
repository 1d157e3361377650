"""`kehou report`: what became of every clause of the law."""

import typer

from kehou_api.cli.options import (
    InstanceFile,
    JsonOption,
    LangOption,
    TimetableFile,
    listen,
)


def report(
    ctx: typer.Context,
    instance: InstanceFile,
    timetable: TimetableFile,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """逐条说明法规如何落实 / one verdict for every clause of the law."""
    from kehou_api.cli.files import instance_from, timetable_from
    from kehou_api.cli.show.clauses import show_clauses, show_clauses_in_short
    from kehou_api.documents.judging import verdicts_on

    voice = listen(ctx, lang, as_json)
    verdicts = verdicts_on(instance_from(instance), timetable_from(timetable))
    show_clauses(voice, verdicts)
    show_clauses_in_short(voice, verdicts)
    voice.answer({"clauses": [v.model_dump(mode="json") for v in verdicts]})
