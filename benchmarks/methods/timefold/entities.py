"""What Timefold plans: leads of care, duty posts, club groups, helpers, seats.

Times are bit masks: one bit per slot of all schools; days likewise. Whatever a single
choice breaks by itself is no candidate, so constraints speak of clashes and sums only.
Facts name entities by number: Timefold copies entities, and a fact would keep the old
copy.
"""

from dataclasses import dataclass, field
from typing import Annotated

from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import BendableScore


@dataclass
class Person:
    """An adult. `kind`: 0 own, 1 group away from home, 2 specialist, 3 vendor."""

    id: Annotated[str, PlanningId]
    kind: int
    past: int
    most_lessons: int
    most_days: int
    shares: bool
    may_help: int = 0

    def __hash__(self) -> int:
        return hash(self.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Person) and other.id == self.id


@dataclass
class Option:
    """One way for a club group to meet: slots, room and lead at once."""

    number: int
    mask: int
    days: int
    occupied: int
    lessons: int
    room: str
    lead: Person
    seats: int
    pay: int
    helpers: int


@dataclass
class Wish:
    """A club group a child may sit in, and the points of that wish."""

    place: int
    club: str
    points: int


@planning_entity
@dataclass
class Care:
    """Homework care of one class in one slot."""

    id: Annotated[str, PlanningId]
    bit: int
    day: int
    homeroom: str
    taught_by: str
    pay: int
    candidates: Annotated[list[Person], ValueRangeProvider(id="care")]
    lead: Annotated[
        Person | None, PlanningVariable(value_range_provider_refs=["care"])
    ] = field(default=None)


@planning_entity
@dataclass
class Duty:
    """One adult of one duty role on one afternoon."""

    id: Annotated[str, PlanningId]
    mask: int
    day: int
    start: int
    end: int
    role: str
    candidates: Annotated[list[Person], ValueRangeProvider(id="duty")]
    adult: Annotated[
        Person | None, PlanningVariable(value_range_provider_refs=["duty"])
    ] = field(default=None)


@planning_entity
@dataclass
class Place:
    """A club group that may open."""

    id: Annotated[int, PlanningId]
    club: str
    opens_with: int
    options: Annotated[list[Option], ValueRangeProvider(id="place")]
    option: Annotated[
        Option | None,
        PlanningVariable(value_range_provider_refs=["place"], allows_unassigned=True),
    ] = field(default=None)


@planning_entity
@dataclass
class Helper:
    """An assistant a club group may need."""

    id: Annotated[str, PlanningId]
    place: int
    rank: int
    candidates: Annotated[list[Person], ValueRangeProvider(id="helper")]
    adult: Annotated[
        Person | None,
        PlanningVariable(value_range_provider_refs=["helper"], allows_unassigned=True),
    ] = field(default=None)


@planning_entity
@dataclass
class Seat:
    """One seat a child may get; `allowed`: slots that may hold a club of the child."""

    id: Annotated[str, PlanningId]
    pupil: str
    tier: int
    allowed: int
    one_a_day: bool
    wishes: Annotated[list[Wish], ValueRangeProvider(id="seat")]
    wish: Annotated[
        Wish | None,
        PlanningVariable(value_range_provider_refs=["seat"], allows_unassigned=True),
    ] = field(default=None)


@planning_solution
@dataclass
class Week:
    """Everything."""

    people: Annotated[list[Person], ProblemFactCollectionProperty]
    cares: Annotated[list[Care], PlanningEntityCollectionProperty]
    duties: Annotated[list[Duty], PlanningEntityCollectionProperty]
    places: Annotated[list[Place], PlanningEntityCollectionProperty]
    helpers: Annotated[list[Helper], PlanningEntityCollectionProperty]
    seats: Annotated[list[Seat], PlanningEntityCollectionProperty]
    score: Annotated[
        BendableScore | None,
        PlanningScore(bendable_hard_levels_size=1, bendable_soft_levels_size=15),
    ] = field(default=None)
