"""Why not? And what would it take: questions about a timetable, answered by solving."""

from kehou_solver.whynot.answer import Answer, GoalChange, Need, Possible
from kehou_solver.whynot.ask import why_not
from kehou_solver.whynot.question import (
    AdultUnwanted,
    MergingUnwanted,
    PinRefused,
    Question,
    RoomUnwanted,
    WishNotMet,
)

__all__ = [
    "AdultUnwanted",
    "Answer",
    "GoalChange",
    "MergingUnwanted",
    "Need",
    "PinRefused",
    "Possible",
    "Question",
    "RoomUnwanted",
    "WishNotMet",
    "why_not",
]
