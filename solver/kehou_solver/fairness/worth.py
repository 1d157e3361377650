"""What a child's seats add to each goal, so that an exchange is weighed in no time."""

from collections.abc import Collection, Iterable

from kehou_solver.domain.base import Id
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Pupil
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import weeks_of
from kehou_solver.fairness.meeting import ClubMeeting, weeks_met
from kehou_solver.policy import Policy

WISH_GOALS = tuple(
    f"{name}_{tier}" for tier in (1, 2, 3) for name in ("wishes_met", "wish_ranks")
)
"""Tier by tier; those an instance does not name come after the ones it names."""

SEAT_GOALS = frozenset({*WISH_GOALS, "seats_given", "changes"})
"""Goals that may change when children change seats; the others never do."""

Gain = tuple[int, ...]
"""For each seat goal, in order: how much better (+) or worse (-) it gets."""


class Worth:
    """Weighs seats by the goals of an instance.

    Attributes:
        order: the seat goals, most important first.
    """

    def __init__(
        self,
        instance: Instance,
        timetable: Timetable,
        policy: Policy,
        index: Index,
        meetings: dict[Id, ClubMeeting],
    ) -> None:
        asked = policy.goal_order() if instance.goals is None else instance.goals
        goals = dict.fromkeys((*asked, *WISH_GOALS))
        self.order = tuple(goal for goal in goals if goal in SEAT_GOALS)
        self._pupils = index.pupils
        self._meetings = meetings
        self._longest = max((len(pupil.wishes) for pupil in instance.pupils), default=0)
        self._tiers = {
            pupil.id: policy.tier_of(pupil, index.grade_of(pupil))
            for pupil in instance.pupils
        }
        self._read_published(instance, timetable, index)
        self._weighed: dict[tuple[Id, frozenset[Id]], Gain] = {}

    def tier(self, pupil: Id) -> int:
        """Return the tier of a child: 1 to 3, the first first."""
        return self._tiers[pupil]

    def points(self, pupil: Id, meeting: ClubMeeting) -> int:
        """Return the wish points of a seat in one week; 0 for a club not wished for."""
        return points_of(self._pupils[pupil], meeting.club.id, self._longest)

    def of(self, pupil: Id, groups: frozenset[Id]) -> Gain:
        """Return what a child with these seats adds to each goal; more is better."""
        key = (pupil, groups)
        if key not in self._weighed:
            self._weighed[key] = tuple(
                self._adds(goal, pupil, groups) for goal in self.order
            )
        return self._weighed[key]

    def child(self, pupil: Id, groups: Iterable[Id]) -> tuple[int, int]:
        """Return how well off a child is: weeks with a seat, then wish points."""
        met = {week for group in groups for week in self._meetings[group].weeks}
        points = 0
        for group in groups:
            meeting = self._meetings[group]
            points += self.points(pupil, meeting) * len(meeting.weeks)
        return len(met), points

    def _adds(self, goal: str, pupil: Id, groups: Collection[Id]) -> int:
        if goal == "changes":
            return self._unchanged(pupil, groups)
        if goal == "seats_given":
            return sum(len(self._meetings[group].weeks) for group in groups)
        if goal[-1] != str(self._tiers[pupil]):
            return 0
        met, points = self.child(pupil, groups)
        if goal.startswith("wish_ranks"):
            return points
        return met if self._pupils[pupil].consent is not None else 0

    def _unchanged(self, pupil: Id, groups: Iterable[Id]) -> int:
        if self._published is None:
            return 0
        cells = {
            (week, self._meetings[group].club.id)
            for group in groups
            for week in self._compared[group]
        }
        return -len(cells ^ self._published.get(pupil, frozenset()))

    def _read_published(
        self, instance: Instance, timetable: Timetable, index: Index
    ) -> None:
        """Note which seats were published, in each week that is compared."""
        self._published: dict[Id, frozenset[tuple[str, Id | None]]] | None = None
        published = instance.published
        if published is None or "changes" not in self.order:
            return
        weeks = max(
            weeks_of(instance, timetable), weeks_of(instance, published), key=len
        )
        self._compared = {
            meeting.id: weeks_met(meeting.slots, weeks)
            for meeting in self._meetings.values()
        }
        held = {
            group.id: [
                (week, group.club)
                for week in weeks_met(
                    tuple(index.slots[s] for s in group.slots if s in index.slots),
                    weeks,
                )
            ]
            for group in published.groups
        }
        cells: dict[Id, set[tuple[str, Id | None]]] = {}
        for seat in published.seats:
            cells.setdefault(seat.pupil, set()).update(held.get(seat.group, ()))
        self._published = {pupil: frozenset(seen) for pupil, seen in cells.items()}


def points_of(pupil: Pupil, club: Id, longest: int) -> int:
    """Return the wish points of a club for a child."""
    if club not in pupil.wishes:
        return 0
    position = pupil.wishes.index(club)
    given = pupil.wish_points
    return longest - position if given is None else given[position]


def total(gains: Iterable[Gain], size: int) -> Gain:
    """Add up gains, goal by goal."""
    return tuple(map(sum, zip(*gains, strict=True))) or (0,) * size
