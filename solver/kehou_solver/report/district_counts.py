"""What one school's week comes to, for whoever compares schools; not fit to be shown.

`district` decides what of it may be.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import timetable_in, weeks_of
from kehou_solver.measures import MEASURES
from kehou_solver.measures.week import weeks
from kehou_solver.policy import Policy
from kehou_solver.report.comparison_counts import covered_class_slots
from kehou_solver.report.pages_statistics import wishes_by_tier


@dataclass(frozen=True)
class SchoolCounts:
    """One school's week; means where odd and even weeks differ.

    Attributes:
        children: all of its children, with consent or without.
        taking_part: those with a written consent, listed one by one or not.
        wishes: by tier: children with a club wish, and those of them with a seat.
        class_slots: homeroom classes in care, a slot each.
        lessons: by kind of adult.
        cost_fen: of all lessons; half a fen is one.
    """

    children: int
    taking_part: int
    wishes: Mapping[int, tuple[int, int]]
    class_slots: float
    lessons: Mapping[AdultKind, float]
    cost_fen: int
    late_evenings: float


def counts_of(instance: Instance, timetable: Timetable, policy: Policy) -> SchoolCounts:
    """Count what one school's week comes to."""
    names = weeks_of(instance, timetable)
    count = len(names)
    lessons = Counter(
        lesson.adult.kind
        for week in weeks(instance, timetable)
        for lesson in week.lessons
    )
    covered = sum(
        covered_class_slots(timetable_in(instance, timetable, week)) for week in names
    )
    unlisted = sum(one.unlisted for one in instance.classes)
    consenting = sum(pupil.consent is not None for pupil in instance.pupils)
    cost = MEASURES["cost_fen"].measure(instance, timetable, policy)
    late = MEASURES["late_evenings"].measure(instance, timetable, policy)
    return SchoolCounts(
        children=len(instance.pupils) + unlisted,
        taking_part=consenting + unlisted,
        wishes=wishes_by_tier(instance, timetable, policy),
        class_slots=covered / count,
        lessons={kind: lessons[kind] / count for kind in AdultKind},
        cost_fen=-(-cost // count),
        late_evenings=late / count,
    )
