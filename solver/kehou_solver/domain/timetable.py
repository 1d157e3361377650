"""The answer: which groups meet where and when, who is with them, who sits in them."""

from typing import Literal

from pydantic import Field

from kehou_solver.domain.base import Frozen, Id, Weekday, Weeks
from kehou_solver.domain.school import DutyRole


class Group(Frozen):
    """A group of children that meets.

    A homework group has `classes` and exactly one slot; every child of those classes
    who asked for the slot and is in no club then sits in it. A club group has
    `club` and one slot per weekly meeting; its children are listed as `Seat`s.
    """

    id: Id
    school: Id
    kind: Literal["homework", "club"]
    club: Id | None = None
    classes: tuple[Id, ...] = ()
    slots: tuple[Id, ...] = Field(min_length=1)
    room: Id


class Staff(Frozen):
    """One adult with one group, in the weeks named.

    Attributes:
        slots: the slots of the group's meetings he or she is there for; None = all. A
            substitute of one afternoon has a club's lesson of that afternoon only.
    """

    adult: Id
    group: Id
    role: Literal["lead", "assistant"] = "lead"
    weeks: Weeks = "every"
    slots: tuple[Id, ...] | None = Field(default=None, min_length=1)

    def has(self, slot: Id) -> bool:
        """Say whether the adult is there when the group meets in this slot."""
        return self.slots is None or slot in self.slots


class Post(Frozen):
    """One adult in a duty role at a school on a weekday."""

    adult: Id
    school: Id
    weekday: Weekday
    role: DutyRole
    weeks: Weeks = "every"


class Seat(Frozen):
    """One child in one club group, in all its meetings."""

    pupil: Id
    group: Id


class Timetable(Frozen):
    """A whole week, or its odd and even weeks. It may break rules: ask `checks`."""

    format: Literal["kehou-timetable/1"] = "kehou-timetable/1"
    groups: tuple[Group, ...] = ()
    staff: tuple[Staff, ...] = ()
    posts: tuple[Post, ...] = ()
    seats: tuple[Seat, ...] = ()
