"""Sheets that say how good the timetable is, and what was assumed for it."""

from typing import Any

from kehou_solver.domain.answer import GoalResult
from kehou_solver.domain.base import Text
from kehou_solver.measures import MEASURES
from kehou_solver.report.clauses import HARDSHIP_GOALS, SMALL
from kehou_solver.report.sheets_layout import Sheet
from kehou_solver.report.words import said_in
from kehou_solver.report.words_goals import proof_words
from kehou_solver.report.words_meetings import WeekInWords


def write_goals(book: Any, week: WeekInWords, goals: tuple[GoalResult, ...]) -> None:
    """Write every goal in order, with value, bound and what is proved."""
    hidden = any(g.name == "wishes_met_1" and 0 < g.value < SMALL for g in goals)
    name = Text("目标", "Goals").of(week.lang)
    sheet = Sheet(book, name, f"{week.title} {name}")
    sheet.table(
        [head.of(week.lang) for head in _GOAL_HEADS],
        (
            [
                place,
                MEASURES[goal.name].title.of(week.lang),
                *_numbers(goal, hidden, week.lang),
            ]
            for place, goal in enumerate(goals, start=1)
        ),
    )


def _numbers(goal: GoalResult, hidden: bool, lang: str) -> list[str | int | float]:
    """Return value, bound, unit and proof, unless they point at single children."""
    unit = MEASURES[goal.name].unit.of(lang)
    if hidden and goal.name in HARDSHIP_GOALS:
        return [_FEW.of(lang), "", unit, ""]
    bound = "" if goal.bound is None else goal.bound
    return [goal.value, bound, unit, proof_words(goal).of(lang)]


def write_assumptions(book: Any, week: WeekInWords, remarks: tuple[Text, ...]) -> None:
    """Write the instance's notes and the remarks of the run, one a row."""
    name = Text("假设与说明", "Assumptions").of(week.lang)
    sheet = Sheet(book, name, f"{week.title} {name}")
    lines = [
        *(said_in(note, week.lang) for note in week.instance.notes),
        *(remark.of(week.lang) for remark in remarks),
    ]
    sheet.table(
        [head.of(week.lang) for head in _NOTE_HEADS],
        ([place, line] for place, line in enumerate(lines, start=1)),
    )


_GOAL_HEADS = (
    Text("次序", "Order"),
    Text("目标", "Goal"),
    Text("达到", "Value"),
    Text("界限", "Bound"),
    Text("单位", "Unit"),
    Text("证明", "Proof"),
)
_FEW = Text(f"少于 {SMALL}，不予显示", f"fewer than {SMALL}, not shown")
_NOTE_HEADS = (Text("序号", "No."), Text("内容", "Note"))
