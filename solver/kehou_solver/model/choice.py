"""The questions a timetable answers, each a plain value that names itself."""

from dataclasses import dataclass
from typing import Literal

from kehou_solver.domain.base import Id, Weeks
from kehou_solver.domain.school import DutyRole

Role = Literal["lead", "assistant"]


@dataclass(frozen=True, slots=True, order=True)
class ClubGroup:
    """A possible club group with its meetings: the copy-th group of a club."""

    club: Id
    copy: int
    school: Id
    slots: tuple[Id, ...]

    def __str__(self) -> str:
        return f"{self.club}.{self.copy}@{'+'.join(self.slots)}"


@dataclass(frozen=True, slots=True, order=True)
class CareGroup:
    """A possible homework group of one slot, named after the class that hosts it."""

    host: Id
    school: Id
    slot: Id

    @property
    def slots(self) -> tuple[Id, ...]:
        """Return its one slot, as club groups return theirs."""
        return (self.slot,)

    def __str__(self) -> str:
        return f"care.{self.host}@{self.slot}"


AnyGroup = ClubGroup | CareGroup


@dataclass(frozen=True, slots=True)
class Opens:
    """Does this group meet at all?"""

    group: AnyGroup

    def __str__(self) -> str:
        return f"opens[{self.group}]"


@dataclass(frozen=True, slots=True)
class Sits:
    """Does this child have a seat in this club group?"""

    pupil: Id
    group: ClubGroup

    def __str__(self) -> str:
        return f"sits[{self.pupil},{self.group}]"


@dataclass(frozen=True, slots=True)
class Joins:
    """Is this homeroom class part of this homework group?"""

    class_id: Id
    group: CareGroup

    def __str__(self) -> str:
        return f"joins[{self.class_id},{self.group}]"


@dataclass(frozen=True, slots=True)
class Uses:
    """Does this group use this room?"""

    room: Id
    group: AnyGroup

    def __str__(self) -> str:
        return f"uses[{self.room},{self.group}]"


@dataclass(frozen=True, slots=True)
class Staffs:
    """Is this adult with this group, in this role, in these weeks?

    `slots` names the meetings meant, where not all are: only a repair asks that.
    """

    adult: Id
    group: AnyGroup
    role: Role
    weeks: Weeks
    slots: tuple[Id, ...] | None = None

    def has(self, slot: Id) -> bool:
        """Say whether the meeting in this slot is meant."""
        return slot in (self.group.slots if self.slots is None else self.slots)

    def __str__(self) -> str:
        part = "" if self.slots is None else f",{'+'.join(self.slots)}"
        return f"staffs[{self.adult},{self.group},{self.role},{self.weeks}{part}]"


@dataclass(frozen=True, slots=True)
class Posted:
    """Does this adult take this duty role on this afternoon?"""

    adult: Id
    school: Id
    weekday: int
    role: DutyRole
    weeks: Weeks

    def __str__(self) -> str:
        return f"posted[{self.adult},{self.school},{self.weekday},{self.role.value}]"


Choice = Opens | Sits | Joins | Uses | Staffs | Posted
