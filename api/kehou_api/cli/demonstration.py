"""What `kehou demo` shows: two schools, with every claim computed as it runs."""

from pathlib import Path
from typing import Any, Literal

from kehou_api.cli.answers import exit_for
from kehou_api.cli.exits import Exit
from kehou_api.cli.result_files import write_answer
from kehou_api.cli.show.clauses import show_clauses_in_short
from kehou_api.cli.show.comparison import show_comparison
from kehou_api.cli.show.files import show_files
from kehou_api.cli.show.goals import say_what_is_proved
from kehou_api.cli.show.outcome import show_outcome
from kehou_api.cli.show.week import show_week
from kehou_api.cli.solving import run_solve
from kehou_api.cli.voice import Voice
from kehou_api.documents.judging import verdicts_on
from kehou_api.documents.outcome import as_document
from kehou_instances.ladder import generate
from kehou_instances.township import township_school
from kehou_solver.domain.answer import Found, Outcome, Settings
from kehou_solver.domain.instance import Instance
from kehou_solver.policy import Policy
from kehou_solver.report.comparison import compare
from kehou_solver.report.words import said_in
from kehou_solver.report.words_meetings import WeekInWords

FOLDER = Path("out")


def demonstrate(
    voice: Voice, settings: Settings, size: Literal["XS", "S", "M", "L", "XL"]
) -> Exit:
    """Plan both schools, show them, write their files; the first bad answer decides."""
    township = township_school()
    _heading(voice, "一", "1", township)
    first = run_solve(township, settings, voice)
    comparison = _show_township(voice, township, first)
    folder = FOLDER / "township-school"
    files = write_answer(folder, township, first, voice.lang)
    city = generate(size, settings.seed).instance
    _heading(voice, "二", "2", city)
    second = run_solve(city, settings, voice)
    _show_answer(voice, city, second)
    folder = FOLDER / f"city-school-{size.lower()}"
    files += write_answer(folder, city, second, voice.lang)
    show_files(voice, files)
    _close(voice, {"township": first, "city": second})
    voice.answer(
        {
            "township": as_document(first) | {"comparison": comparison},
            "city": as_document(second),
            "files": [str(path) for path in files],
        }
    )
    return max(exit_for(first), exit_for(second))


def _show_township(
    voice: Voice, instance: Instance, outcome: Outcome
) -> list[dict[str, Any]]:
    """Show the real school: its week, and the school's own roster beside it."""
    if not isinstance(outcome, Found):
        show_outcome(voice, outcome)
        return []
    show_week(voice, WeekInWords(instance, outcome.timetable, voice.lang))
    _show_answer(voice, instance, outcome)
    if instance.published is None:
        return []
    rows = compare(instance, outcome.timetable, instance.published, Policy.of(instance))
    voice.say(
        "与学校自己公布的安排相比（同一套审核，单双周取平均）：",
        "Beside the roster the school published (same judge; mean of odd and even):",
        style="bold",
    )
    show_comparison(voice, rows)
    voice.say("数据与假设：", "Data and assumptions:", style="bold")
    for note in instance.notes:
        words = said_in(note, voice.lang)
        voice.say(f"- {words}", f"- {words}", style="dim")
    return [
        {
            "name": row.criterion.name,
            "kehou": row.ours,
            "published": row.theirs,
            "verdict": row.verdict,
        }
        for row in rows
    ]


def _show_answer(voice: Voice, instance: Instance, outcome: Outcome) -> None:
    show_outcome(voice, outcome)
    if isinstance(outcome, Found):
        show_clauses_in_short(voice, verdicts_on(instance, outcome.timetable))


def _heading(voice: Voice, zh: str, en: str, instance: Instance) -> None:
    classes, adults = len(instance.classes), len(instance.adults)
    clubs, title = len(instance.clubs), said_in(instance.title, voice.lang)
    voice.say()
    voice.say(
        f"{zh}、{title}：{classes} 个班、{adults} 名成人、{clubs} 个社团",
        f"{en}. {title}: {classes} classes, {adults} adults, {clubs} clubs",
        style="bold",
    )


def _close(voice: Voice, outcomes: dict[str, Outcome]) -> None:
    """End with what is proved and what is not; nothing here is written in advance."""
    titles = {
        "township": ("乡镇学校", "Township school"),
        "city": ("模拟学校", "Generated school"),
    }
    voice.say()
    for name, outcome in outcomes.items():
        voice.say(f"{titles[name][0]}：", f"{titles[name][1]}:", style="bold")
        if isinstance(outcome, Found):
            say_what_is_proved(voice, outcome.goals)
        else:
            show_outcome(voice, outcome)
    if all(isinstance(outcome, Found) for outcome in outcomes.values()):
        command = "python3 kehou_verify.py out/township-school/result.zip"
        voice.say(
            f"两张课表都通过了独立审核；不用 kehou 也能再核一遍：{command}",
            f"Both timetables passed the judge; re-check without kehou: {command}",
        )
