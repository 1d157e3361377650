"""How many children of a tier have a seat in any club they wished for."""

from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import CHILDREN, Measure
from kehou_solver.measures.week import weeks
from kehou_solver.policy import Policy


def wishes_met(tier: int) -> Measure:
    """Build the measure for tier 1, 2 or 3."""

    def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
        children = 0
        for week in weeks(instance, timetable):
            seated = {
                seat.pupil for seat in week.timetable.seats if seat.group in week.groups
            }
            children += sum(
                pupil.consent is not None
                and pupil.id in seated
                and policy.tier_of(pupil, week.index.grade_of(pupil)) == tier
                for pupil in instance.pupils
            )
        return children

    return Measure(
        name=f"wishes_met_{tier}",
        title=Text(
            f"第 {tier} 优先层有社团的学生", f"Children of tier {tier} with a club"
        ),
        unit=CHILDREN,
        seek="max",
        measure=measure,
    )
