"""Bound each goal that speaks of club seats, with those before it kept.

A bound is never the float of a linear program: its multipliers are rounded and the
rows added up in whole numbers; docs/priority-certificate.md.
"""

from collections.abc import Sequence

from kehou_solver.domain.answer import GoalResult
from kehou_solver.domain.base import Text
from kehou_solver.domain.certificate import Certificate, GoalCertificate
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import weeks_of
from kehou_solver.errors import DefectError
from kehou_solver.measures import MEASURES
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.priority.by_school import program_for
from kehou_solver.search.priority.exact import DENOMINATOR
from kehou_solver.search.priority.ledger import Ledger
from kehou_solver.search.priority.rows import Rows
from kehou_solver.search.priority.ways import kept_always

SEAT_GOALS = ("wishes_met", "wish_ranks", "seats_given")

NEEDED = frozenset(
    {
        "meetings_as_offered",
        "seats_as_asked",
        "adults_per_group",
        "club_seats",
        "room_seats",
        "room_suits",
        "qualified",
        "free_when_asked",
        "weekly_lessons_cap",
    }
)
"""Rules without which the rows would say too much."""

LP_SECONDS = 60.0
"""Time for one linear program where work is counted; never reached in practice."""

NO_TIME = Text(
    "搜索在此之前已停止或用完时间", "the search was stopped or its time was used up"
)


def seat_goals_in(order: Sequence[str]) -> list[str]:
    """Return the goals that speak of club seats, in their order."""
    return [goal for goal in order if goal.startswith(SEAT_GOALS)]


def why_no_certificate(
    instance: Instance, timetable: Timetable, policy: Policy, goals: Sequence[str]
) -> Text | None:
    """Say why no certificate can be made; None = one can."""
    if not seat_goals_in(goals):
        return Text("没有关于社团名额的目标", "no goal speaks of club seats")
    if len(weeks_of(instance, timetable)) > 1:
        return Text("单双周安排不同", "odd and even weeks differ")
    missing = sorted(NEEDED - kept_always(policy))
    if missing:
        listed = ", ".join(missing)
        return Text(f"这些规则未要求：{listed}", f"these rules are not asked: {listed}")
    return None


def certify(
    instance: Instance,
    policy: Policy,
    timetable: Timetable,
    goals: Sequence[str],
    budget: Budget,
    seconds: float,
) -> Certificate | None:
    """Bound the seat goals in order, as many as time allows; None = none at all.

    Args:
        instance: must allow a certificate (`why_no_certificate`).
        policy: the rulebooks, read on the instance's day.
        timetable: lawful; each goal is kept at its value while the next is bounded.
        goals: names in their order; others than seat goals are passed over.
        budget: watched for a stop.
        seconds: wall time to use at most, unless work is counted.

    Raises:
        DefectError: if a timetable is better than its bound.
    """
    until = budget.elapsed() + seconds
    if budget.stop.is_set() or seconds <= 0:
        return None
    names = seat_goals_in(goals)
    values = [MEASURES[name].measure(instance, timetable, policy) for name in names]
    program = program_for(Rows(World(instance, policy)), names, budget.stop)
    for place in range(len(names)):
        left = LP_SECONDS if budget.counted else until - budget.elapsed()
        if budget.stop.is_set() or left <= 0:
            break
        if not program.seek(place, values[:place], left):
            break
    return proved_by(program, values)


def proved_by(program: Ledger, values: Sequence[int]) -> Certificate | None:
    """Add up what a program proves of a timetable; None = nothing.

    Args:
        program: with multipliers of the first goals, found for whatever values.
        values: of the timetable, goal by goal.

    Raises:
        DefectError: if a value is beyond its bound.
    """
    proved = []
    for place, (name, value) in enumerate(zip(program.goals, values, strict=True)):
        if not program.sought(place):
            break
        bound, multipliers = program.proof(place, values[:place])
        if bound < value:
            raise DefectError(f"{name}: {value} reached above its bound {bound}")
        kept = tuple(zip(program.goals[:place], values[:place], strict=True))
        proved.append(GoalCertificate(name, value, bound, kept, multipliers))
    return Certificate(DENOMINATOR, tuple(proved)) if proved else None


def fits(
    certificate: Certificate, instance: Instance, timetable: Timetable, policy: Policy
) -> bool:
    """Say whether a certificate speaks of the values of this very timetable."""
    return all(
        MEASURES[goal.name].measure(instance, timetable, policy) == goal.value
        for goal in certificate.goals
    )


def bounded(
    goals: Sequence[GoalResult], certificate: Certificate | None
) -> tuple[GoalResult, ...]:
    """Return the goals with every bound the certificate makes better."""
    bounds = certificate.bounds() if certificate else {}
    return tuple(_bounded(goal, bounds.get(goal.name)) for goal in goals)


def _bounded(goal: GoalResult, bound: int | None) -> GoalResult:
    if bound is None:
        return goal
    if goal.holds == "everywhere" and goal.bound is not None and goal.bound <= bound:
        return goal
    proved = {"bound": bound, "holds": "everywhere", "proved": bound == goal.value}
    return goal.model_copy(update=proved)
