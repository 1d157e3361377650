"""How high the children of a tier had ranked the clubs they sit in."""

from kehou_solver.domain.base import Id, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Pupil
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import POINTS, Measure
from kehou_solver.measures.week import weeks
from kehou_solver.policy import Policy


def wish_ranks(tier: int) -> Measure:
    """Build the measure for tier 1, 2 or 3."""

    def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
        longest = max((len(pupil.wishes) for pupil in instance.pupils), default=0)
        points = 0
        for week in weeks(instance, timetable):
            for seat in week.timetable.seats:
                pupil = week.index.pupils.get(seat.pupil)
                group = week.groups.get(seat.group)
                if pupil is None or group is None or group.club not in pupil.wishes:
                    continue
                if policy.tier_of(pupil, week.index.grade_of(pupil)) == tier:
                    points += _worth(pupil, group.club, longest)
        return points

    return Measure(
        name=f"wish_ranks_{tier}",
        title=Text(f"第 {tier} 优先层的志愿得分", f"Wish points of tier {tier}"),
        unit=POINTS,
        seek="max",
        measure=measure,
    )


def _worth(pupil: Pupil, club: Id, longest: int) -> int:
    """Return the wish points of a seat in a club that was wished for."""
    position = pupil.wishes.index(club)
    return (
        longest - position if pupil.wish_points is None else pupil.wish_points[position]
    )
