"""The shape of a school to be: how big it is, who is there, how its day runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kehou_solver.domain import AdultKind, Hardship


def at(hours: int, minutes: int = 0) -> int:
    """Return a clock time as minutes since midnight."""
    return hours * 60 + minutes


@dataclass(frozen=True)
class Window:
    """A slot to be: its id, weekday, start and end (minutes since midnight)."""

    id: str
    weekday: int
    start: int
    end: int


@dataclass(frozen=True)
class Visitor:
    """A vendor's instructor whom somebody else allots to the school.

    Attributes:
        skills: clubs of the catalogue he or she can lead.
        weekdays: when he or she comes.
        lessons_week: most lessons here.
    """

    id: str
    name: str
    vendor: str
    skills: tuple[str, ...]
    weekdays: tuple[int, ...]
    lessons_week: int


@dataclass(frozen=True)
class Shape:
    """One rung of the ladder.

    Attributes:
        title_zh, title_en: what kind of school it is.
        classes: classes of each grade.
        pupils: children of the school, listed or not.
        uneven: most children a class has above or below the mean.
        own, support: own teachers, support staff (adults).
        outsiders: adults of every other kind.
        rooms: special rooms by feature; "" = a room without any.
        windows: the slots.
        periods: daytime lessons (start, end), first to last.
        short_days: periods on weekdays with fewer of them.
        young_cap, old_cap: largest homework group of grades 1-2 and 3-6 (children).
        club_seats, club_opens: range of seats and of the minimum enrolment (children).
        no_homework: weekdays without homework.
        patrols, gates: adults on patrol and at the gate each afternoon.
        venues: clubs that meet off-site.
        unlisted: share of the pupils who are counted, not listed.
        wishes: longest wish list (clubs).
        weak: a campus some of whose clubs only lent teachers can lead.
        first_grade: grade of the first number of `classes`.
        care_bands: first grade, last grade and children of each band, in place of
            the two of a primary school.
        specialists: how many own teachers have these subjects; None = by shares.
        hardship: rate of each category, drawn on its own; None = by the knob.
        lent_subjects: subjects whose clubs lent teachers lead first.
        lent_periods: daytime lessons at the school that lends, if they differ.
        way_minutes: the longest way to a school that lends.
        merge_chance: how often classes that fit into one homework group are merged.
        visitors: vendor instructors allotted by a district, besides `outsiders`.
    """

    title_zh: str
    title_en: str
    classes: tuple[int, ...]
    pupils: int
    own: int
    windows: tuple[Window, ...]
    periods: tuple[tuple[int, int], ...]
    short_days: Mapping[int, int]
    uneven: int = 0
    township: bool = False
    support: int = 0
    outsiders: Mapping[AdultKind, int] = field(default_factory=dict)
    clubs: int = 0
    venues: int = 0
    rooms: Mapping[str, int] = field(default_factory=dict)
    young_cap: int = 45
    old_cap: int = 50
    club_seats: tuple[int, int] = (20, 36)
    club_opens: tuple[int, int] = (8, 15)
    no_homework: tuple[int, ...] = (5,)
    patrols: int = 1
    gates: int = 1
    lessons_week: int = 8
    unlisted: float = 0.0
    wishes: int = 5
    weak: bool = False
    first_grade: int = 1
    care_bands: tuple[tuple[int, int, int], ...] = ()
    specialists: Mapping[str, int] | None = None
    hardship: Mapping[Hardship, float] | None = None
    lent_subjects: tuple[str, ...] = ()
    lent_periods: tuple[tuple[int, int], ...] = ()
    way_minutes: int = 25
    merge_chance: float = 0.5
    visitors: tuple[Visitor, ...] = ()

    @property
    def grades(self) -> tuple[int, int]:
        """Return the first and the last grade."""
        return self.first_grade, self.first_grade + len(self.classes) - 1

    def class_ids(self) -> list[tuple[str, int]]:
        """Return the id and grade of every class, in order."""
        return [
            (f"{grade}-{number}", grade)
            for grade, count in enumerate(self.classes, self.first_grade)
            for number in range(1, count + 1)
        ]
