"""Outsiders who serve several campuses: one person in place of two or three."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field

from kehou_instances.ladder.draws import Draws
from kehou_solver.domain import Adult, Limits, Slot, Timetable
from kehou_solver.domain.adult import SCHOOL_KINDS

CAMPUSES_MOST = 3
STAY_ALONE = 0.1
"""Share of the outsiders who are not asked whether they serve elsewhere too."""


@dataclass
class Work:
    """What the planted timetables ask of one adult."""

    days: set[int] = field(default_factory=set)
    lessons: int = 0

    def __or__(self, other: "Work") -> "Work":
        return Work(self.days | other.days, self.lessons + other.lessons)


def work_of(timetable: Timetable, slots: Mapping[str, Slot]) -> dict[str, Work]:
    """Return the planted lessons and weekdays of everybody with a group."""
    meets = {group.id: group.slots for group in timetable.groups}
    work: dict[str, Work] = defaultdict(Work)
    for staff in timetable.staff:
        mine = work[staff.adult]
        mine.days.update(slots[slot].weekday for slot in meets[staff.group])
        mine.lessons += len(meets[staff.group])
    return work


class Sharing:
    """Finds outsiders of different campuses who can be one and the same person.

    They are of one kind (and vendor), serve on different weekdays and stay within
    the weekly limits together: so the planted timetables stay lawful.

    Args:
        work: what the planted timetables ask of each adult.
        limits: the same for every campus.
        kept: skills that only lent teachers may hold, by campus.
        draws: for who stays alone.
        known: adults who are somebody already and become nobody else.
    """

    def __init__(
        self,
        work: Mapping[str, Work],
        limits: Limits,
        kept: Mapping[str, Set[str]],
        draws: Draws,
        known: Collection[str] = (),
    ) -> None:
        self._known = known
        self._work = work
        self._limits = limits
        self._kept = kept
        self._draws = draws

    def share(self, adults: Sequence[Adult]) -> tuple[list[Adult], dict[str, str]]:
        """Return everybody, and for those who went into another person: into whom."""
        people: list[Adult] = []
        load: dict[str, Work] = {}
        into: dict[str, str] = {}
        for adult in adults:
            outside = adult.kind not in SCHOOL_KINDS and adult.id not in self._known
            # Nobody else's papers are known to be in order on the planted days.
            if not outside or adult.id not in self._work:
                people.append(adult)
                continue
            mine = self._work[adult.id]
            alone = self._draws.chance(STAY_ALONE)
            for i, other in enumerate(people):
                if alone or other.id not in load:
                    continue
                if self._one_person(other, adult, load[other.id], mine):
                    people[i] = joined(other, adult)
                    load[other.id] |= mine
                    into[adult.id] = other.id
                    break
            else:
                people.append(adult)
                load[adult.id] = mine
        return people, into

    def _one_person(self, one: Adult, other: Adult, mine: Work, theirs: Work) -> bool:
        both = mine | theirs
        return (
            (one.kind, one.vendor) == (other.kind, other.vendor)
            and len(one.serves) < CAMPUSES_MOST
            and not set(one.serves) & set(other.serves)
            and not mine.days & theirs.days
            and len(both.days) <= self._limits.afternoons_week
            and both.lessons <= self._limits.lessons_week
            and not self._skills(one) & self._kept_at(other)
            and not self._skills(other) & self._kept_at(one)
        )

    def _skills(self, adult: Adult) -> set[str]:
        return {each.name for each in adult.qualifications}

    def _kept_at(self, adult: Adult) -> set[str]:
        return {name for school in adult.serves for name in self._kept[school]}


def joined(one: Adult, other: Adult) -> Adult:
    """Return one person who can do what either did, where either did it."""
    skills = {each.name: each for each in (*one.qualifications, *other.qualifications)}
    return one.model_copy(
        update={
            "serves": (*one.serves, *other.serves),
            "qualifications": tuple(skills.values()),
            "clubs": _both(one.clubs, other.clubs),
            "free": _both(one.free, other.free),
            "terms": (*one.terms, *other.terms),
            "lessons_week": _sum(one.lessons_week, other.lessons_week),
            "afternoons_week": _sum(one.afternoons_week, other.afternoons_week),
            "minutes_week": _sum(one.minutes_week, other.minutes_week),
        }
    )


def _both(
    one: tuple[str, ...] | None, other: tuple[str, ...] | None
) -> tuple[str, ...] | None:
    """Join two lists; None is "everything" and stays so."""
    return None if one is None or other is None else (*one, *other)


def _sum(one: int | None, other: int | None) -> int | None:
    """Add two caps; without one of them there is no cap on both."""
    return None if one is None or other is None else one + other
