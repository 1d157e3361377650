"""What a goal counts, in its own unit, on anybody's timetable."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy


@dataclass(frozen=True)
class Measure:
    """One goal.

    Attributes:
        seek: whether more or less of it is better.
        measure: counts it in a whole timetable, odd and even weeks together.
    """

    name: str
    title: Text
    unit: Text
    seek: Literal["max", "min"]
    measure: Callable[[Instance, Timetable, Policy], int]


CHILDREN = Text("人", "children")
POINTS = Text("分", "points")
LESSONS = Text("课时", "lessons")
MINUTES = Text("分钟", "minutes")
CLASS_SLOTS = Text("班·时段", "class-slots")
