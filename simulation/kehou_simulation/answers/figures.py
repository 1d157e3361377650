"""One school's week in figures. Not fit to be shown: small counts point at a child."""

from collections import Counter, defaultdict

from kehou_simulation.planned import planned_schools
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Frozen, Id
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import Tier
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import weeks_of
from kehou_solver.measures.week import weeks
from kehou_solver.policy import Policy
from kehou_solver.shortages.facts import Facts
from kehou_solver.shortages.outside_pay import fee_income

SEAT_TIERS = (1, 2, 3)
"""Priority group; lower and middle grades; everybody else (LZ-302)."""


class Seats(Frozen):
    """How one tier fared: children with a wish, and those of them with a seat."""

    tier: int
    wished: int
    seated: int


class Lent(Frozen):
    """Lessons that people of one school give at another, over all weeks."""

    home: Id
    at: Id
    lessons: int


class SchoolFigures(Frozen):
    """One school, over the `weeks` (1, or 2 where odd and even weeks differ).

    Attributes:
        children: all of them, listed or not.
        taking_part: those with a written consent.
        seats: by tier.
        care: (class, slot) in homework care, over all weeks.
        lessons: by kind of adult, over all weeks.
        skills: lessons of clubs by the qualification they ask for, over all weeks.
        cost_fen: pay of all lessons given here, over all weeks; what is paid once a
            week for somebody is split over the schools by lessons, so that the sum of
            schools is the whole (the last takes what does not divide).
        cost_month_fen: the same for a month of as many weeks as its fee pays for.
        fees_month_fen: a month's fees, waivers taken off; 0 where none are charged.
    """

    school: Id
    district: Id
    tier: Tier
    weak: bool
    weeks: int
    children: int
    taking_part: int
    seats: tuple[Seats, ...]
    care: int
    lessons: dict[AdultKind, int]
    skills: dict[str, int]
    cost_fen: int
    cost_month_fen: int = 0
    fees_month_fen: int = 0


def figures_of(
    instance: Instance, timetable: Timetable, policy: Policy
) -> tuple[SchoolFigures, ...]:
    """Return the figures of every school with slots, in the order of the instance."""
    index = Index(instance)
    counted = weeks(instance, timetable)
    children, taking_part = _heads(instance, index)
    seats = _seats(instance, index, timetable, policy)
    clubs = {club.id: club for club in instance.clubs}
    lessons: dict[str, Counter[AdultKind]] = defaultdict(Counter)
    skills: dict[str, Counter[str]] = defaultdict(Counter)
    care: Counter[str] = Counter()
    for week in counted:
        for lesson in week.lessons:
            lessons[lesson.group.school][lesson.adult.kind] += 1
            if lesson.group.club is not None:
                skills[lesson.group.school].update(
                    clubs[lesson.group.club].qualifications
                )
        for group in week.timetable.groups:
            if group.kind == "homework":
                care[group.school] += len(group.classes) * len(group.slots)
    cost = _cost(instance, timetable)
    count, facts = len(weeks_of(instance, timetable)), Facts(instance, policy)
    return tuple(
        SchoolFigures(
            school=school.id,
            district=school.district,
            tier=school.tier,
            weak=school.weak,
            weeks=count,
            children=children[school.id],
            taking_part=taking_part[school.id],
            seats=tuple(
                Seats(tier=tier, wished=wished, seated=seated)
                for tier, (wished, seated) in seats[school.id].items()
            ),
            care=care[school.id],
            lessons={kind: lessons[school.id][kind] for kind in AdultKind},
            skills=dict(sorted(skills[school.id].items())),
            cost_fen=cost[school.id],
            cost_month_fen=cost[school.id] * school.money.weeks_per_month // count,
            fees_month_fen=fee_income(facts, school) or 0,
        )
        for school in planned_schools(instance)
    )


def lent_in(instance: Instance, timetable: Timetable) -> tuple[Lent, ...]:
    """Return who lends lessons to whom: teachers with a home who lead elsewhere."""
    count: Counter[tuple[str, str]] = Counter(
        (lesson.adult.home, lesson.group.school)
        for week in weeks(instance, timetable)
        for lesson in week.lessons
        if lesson.adult.home is not None and lesson.adult.home != lesson.group.school
    )
    return tuple(
        Lent(home=home, at=at, lessons=lessons)
        for (home, at), lessons in sorted(count.items())
    )


def _heads(instance: Instance, index: Index) -> tuple[Counter[str], Counter[str]]:
    children: Counter[str] = Counter()
    taking_part: Counter[str] = Counter()
    for each in instance.classes:
        children[each.school] += each.unlisted
        taking_part[each.school] += each.unlisted
    for pupil in instance.pupils:
        school = index.classes[pupil.class_id].school
        children[school] += 1
        taking_part[school] += pupil.consent is not None
    return children, taking_part


def _seats(
    instance: Instance, index: Index, timetable: Timetable, policy: Policy
) -> dict[str, dict[int, tuple[int, int]]]:
    seated = {seat.pupil for seat in timetable.seats}
    count = {
        school.id: dict.fromkeys(SEAT_TIERS, (0, 0)) for school in instance.schools
    }
    for pupil in instance.pupils:
        if pupil.consent is None or not pupil.wishes:
            continue
        of_school = count[index.classes[pupil.class_id].school]
        tier = policy.tier_of(pupil, index.grade_of(pupil))
        wished, got = of_school[tier]
        of_school[tier] = (wished + 1, got + (pupil.id in seated))
    return count


def _cost(instance: Instance, timetable: Timetable) -> Counter[str]:
    cost: Counter[str] = Counter()
    for week in weeks(instance, timetable):
        for lessons in week.lessons_of.values():
            left = lessons[0].adult.fixed_fen_week
            for number, lesson in enumerate(lessons):
                part = left // (len(lessons) - number)
                left -= part
                cost[lesson.group.school] += part + lesson.pay_fen
    return cost
