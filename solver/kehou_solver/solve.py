"""Find a timetable, or say why there is none."""

import threading
from collections.abc import Callable

from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import (
    Found,
    GoalResult,
    Impossible,
    Outcome,
    Progress,
    RanOutOfTime,
    Settings,
    Shortage,
)
from kehou_solver.domain.base import Text
from kehou_solver.domain.certificate import Certificate
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.validity import problems
from kehou_solver.errors import AuditDisagreement, InvalidInstance
from kehou_solver.fairness import made_fair
from kehou_solver.measures import MEASURES
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.bounds import (
    NO_TIME,
    bounded,
    certify,
    fits,
    seat_goals_in,
    why_no_certificate,
)
from kehou_solver.search.budget import Budget
from kehou_solver.search.climb import Climbed, NoTimetable
from kehou_solver.search.everyone import all_granted
from kehou_solver.search.gaps import gaps_in, partial_plan
from kehou_solver.search.size import care_only, is_small
from kehou_solver.search.stages import climb_in_stages
from kehou_solver.search.whole import climb_whole
from kehou_solver.search.why import Why
from kehou_solver.shortages import shortages
from kehou_solver.shortages.readiness import readiness_problems

News = Callable[[Progress], None]

CERTIFYING = 0.05
"""Part of a small school's time that is kept for its certificate."""


def solve(
    instance: Instance,
    settings: Settings | None = None,
    *,
    start: Timetable | None = None,
    on_progress: News | None = None,
    on_timetable: Callable[[Timetable, float], None] | None = None,
    stop: threading.Event | None = None,
    explained: bool = True,
) -> Outcome:
    """Find the best lawful timetable, goal by goal in strict order.

    Args:
        instance: what is asked for.
        settings: how hard to look; default: a minute.
        start: a timetable to go on from; one that breaks a rule is not used.
        on_progress: told of every step, from this thread or the solver's.
        on_timetable: handed every better timetable as it is found, with the seconds
            since the start; audited, but not yet free of envy.
        stop: set it to end the search; what was found so far is kept.
        explained: of an impossible week also say which rules clash and what would mend
            it, which may take minutes; else only who is missing where.

    Returns:
        `Found`, `Impossible` or `RanOutOfTime`; all three are normal answers.

    Raises:
        InvalidInstance: if the instance contradicts itself, with every problem.
        AuditDisagreement: if the judge rejects what was found: our defect.
        InvalidModel: if CP-SAT refuses the model: our defect.
    """
    settings = settings or Settings()
    policy = Policy.of(instance)
    wrong = [*problems(instance), *readiness_problems(instance, policy)]
    if wrong:
        raise InvalidInstance(wrong)
    budget = Budget(settings, stop or threading.Event())
    news = on_progress or (lambda _: None)
    counted = shortages(instance, policy)
    if counted:
        return _impossible(instance, policy, budget, news, counted, explained)
    order = instance.goals or policy.goal_order()
    offer = _auditing(instance, policy, budget, on_timetable)
    if start is not None and broken(audit(instance, start, policy)):
        start = None
    try:
        if is_small(instance) or not seat_goals_in(order):
            budget.kept_back = CERTIFYING * settings.seconds
            climbed = climb_whole(instance, policy, order, budget, news, offer, start)
        else:
            climbed = climb_in_stages(
                instance, policy, order, budget, news, offer, start
            )
    except NoTimetable as none:
        if none.proved:
            return _impossible(instance, policy, budget, news, (), explained)
        return RanOutOfTime(budget.elapsed())
    return _found(instance, policy, budget, climbed)


def _auditing(
    instance: Instance,
    policy: Policy,
    budget: Budget,
    hand_on: Callable[[Timetable, float], None] | None,
) -> Callable[[Timetable], None]:
    """Return what hands timetables on once the judge has passed them."""

    def offer(timetable: Timetable) -> None:
        if hand_on is not None and not broken(audit(instance, timetable, policy)):
            hand_on(timetable, budget.elapsed())

    return offer


def _found(
    instance: Instance, policy: Policy, budget: Budget, climbed: Climbed
) -> Found:
    """Have the judge audit what was found before anybody sees it."""
    timetable = climbed.timetable
    if not broken(audit(instance, timetable, policy)):
        timetable = made_fair(instance, timetable, policy)
    wrong = broken(audit(instance, timetable, policy))
    if wrong:
        first = wrong[0]
        raise AuditDisagreement(
            f"{len(wrong)} findings, first {first.rule}: {first.en}"
        )
    goals = _measured_again(instance, policy, climbed.goals, timetable)
    certificate, why_none = _certified(instance, policy, budget, climbed, timetable)
    return Found(
        timetable=timetable,
        goals=bounded(goals, certificate),
        seconds=budget.elapsed(),
        seed=budget.settings.seed,
        workers=budget.settings.workers,
        stopped=not climbed.complete,
        certificate=certificate,
        uncertified=why_none,
    )


def _certified(
    instance: Instance,
    policy: Policy,
    budget: Budget,
    climbed: Climbed,
    timetable: Timetable,
) -> tuple[Certificate | None, Text | None]:
    """Return the certificate of the timetable handed over, or why there is none."""
    names = [goal.name for goal in climbed.goals]
    why = why_no_certificate(instance, timetable, policy, names)
    if why is not None:
        return None, why
    if not is_small(instance) and all_granted(World(instance, policy), timetable):
        # Writing its rows would take longer than finding the week did.
        return None, Text("所有志愿都已满足", "every wish is granted")
    known = climbed.certificate
    if known is not None and fits(known, instance, timetable, policy):
        return known, None
    budget.kept_back = 0.0
    left = budget.left()
    made = certify(instance, policy, timetable, names, budget, left)
    return made, None if made else NO_TIME


def _measured_again(
    instance: Instance,
    policy: Policy,
    goals: tuple[GoalResult, ...],
    timetable: Timetable,
) -> tuple[GoalResult, ...]:
    """Return the goals of a timetable that became fairer after the search.

    While earlier goals have become no worse, keeping them is no easier than it was
    and bounds hold as they did. Those that held for the seats of the search alone say
    nothing of other seats.
    """
    values = [MEASURES[g.name].measure(instance, timetable, policy) for g in goals]
    if all(value == goal.value for value, goal in zip(values, goals, strict=True)):
        return goals
    again = []
    bounds_hold = True
    for value, goal in zip(values, goals, strict=True):
        bound = goal.bound if bounds_hold and goal.holds == "everywhere" else None
        proved = bound == value
        again.append(
            goal.model_copy(update={"value": value, "bound": bound, "proved": proved})
        )
        more = value - goal.value
        worse = more < 0 if MEASURES[goal.name].seek == "max" else more > 0
        bounds_hold = bounds_hold and not worse
    return tuple(again)


def _impossible(
    instance: Instance,
    policy: Policy,
    budget: Budget,
    news: News,
    counted: tuple[Shortage, ...],
    explained: bool,
) -> Outcome:
    """Explain, with a second route: a model of another shape must agree."""
    news(_step(budget, Text("寻找原因", "looking for the reason")))
    if not is_small(instance):
        # Counting has proved it. Words and ways out come from care alone: what makes
        # a week without clubs possible makes the whole week possible.
        instance = care_only(instance)
    why = Why(instance, policy, budget)
    clash = why.clash() if explained or not counted else None
    if clash is None and not counted:
        # One route says impossible, the other does not: say neither.
        return RanOutOfTime(budget.elapsed())
    mends = why.mends(clash or ()) if explained else ()
    news(_step(budget, Text("寻找缺口最小的方案", "looking for the best partial plan")))
    partial: Timetable | None = partial_plan(instance, policy, budget, 10.0)
    return Impossible(
        shortages=counted,
        clash=why.said(clash or ()),
        mends=mends,
        gaps=gaps_in(instance, policy, partial) if partial else (),
        partial=partial,
        seconds=budget.elapsed(),
    )


def _step(budget: Budget, what: Text) -> Progress:
    return Progress(what, None, None, None, budget.elapsed())
