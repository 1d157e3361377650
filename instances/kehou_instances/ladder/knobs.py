"""What can be turned on a generated school."""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Head = Annotated[int, Field(ge=0, le=40)]


@dataclass(frozen=True)
class Knobs:
    """How a school differs from the plain one of its size; None = as on the ladder.

    Whatever is asked, the planted timetable stays lawful: where the knobs leave too
    little, the planting takes back as much as it needs (see docs/generator.md).

    Attributes:
        scarcity: share of the slots outside the planted timetable in which an adult
            who takes part is not free. 1 leaves little but the planted timetable.
        wishes_per_pupil: longest wish list (clubs).
        hardship_rate: share of pupils in at least one category of LZ-302.
        vendors: vendor instructors (adults).
        retirees: retired teachers (adults).
        group_teachers: teachers lent by the group's other campus (adults).
        participation: share of own teachers who take part in the service.
        consent_rate: share of pupils with a consent on file.
        merge_classes: most classes in one homework group.
        seats: factor on the seats of every club.
        unlisted: share of pupils who are counted, not listed; they have no wishes.
        odd_even: some slots, duties and closures hold in odd or even weeks only, and
            one slot rotates.
    """

    scarcity: Share = 0.25
    wishes_per_pupil: Annotated[int, Field(ge=0, le=20)] | None = None
    hardship_rate: Share = 0.30
    vendors: Head | None = None
    retirees: Head | None = None
    group_teachers: Head | None = None
    participation: Share = 0.9394
    consent_rate: Annotated[float, Field(ge=0.3, le=1.0)] = 0.9553
    merge_classes: Annotated[int, Field(ge=1, le=6)] = 2
    seats: Annotated[float, Field(ge=0.5, le=3.0)] = 1.0
    unlisted: Share | None = None
    odd_even: bool = False
