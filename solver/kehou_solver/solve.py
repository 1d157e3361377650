"""Find a timetable, or say why there is none."""

import threading
from collections.abc import Callable

from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import (
    Found,
    Impossible,
    Outcome,
    Progress,
    RanOutOfTime,
    Settings,
    Shortage,
)
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.validity import problems
from kehou_solver.errors import AuditDisagreement, InvalidInstance
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.climb import Climb, Climbed, NoTimetable
from kehou_solver.search.formulation import Formulation
from kehou_solver.search.gaps import gaps_in, partial_plan
from kehou_solver.search.size import care_only, is_small
from kehou_solver.search.stages import climb_in_stages
from kehou_solver.search.why import Why
from kehou_solver.shortages import shortages
from kehou_solver.shortages.readiness import readiness_problems

News = Callable[[Progress], None]


def solve(
    instance: Instance,
    settings: Settings | None = None,
    *,
    on_progress: News | None = None,
    stop: threading.Event | None = None,
) -> Outcome:
    """Find the best lawful timetable, goal by goal in strict order.

    Args:
        instance: what is asked for.
        settings: how hard to look; default: a minute.
        on_progress: told of every step, from this thread or the solver's.
        stop: set it to end the search; what was found so far is kept.

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
        return _impossible(instance, policy, budget, news, counted)
    order = instance.goals or policy.goal_order()
    try:
        if is_small(instance):
            climbed = Climb(Formulation(instance, policy), order, budget, news).run()
        else:
            climbed = climb_in_stages(instance, policy, order, budget, news)
    except NoTimetable as none:
        if none.proved:
            return _impossible(instance, policy, budget, news, ())
        return RanOutOfTime(budget.elapsed())
    return _found(instance, policy, budget, climbed)


def _found(
    instance: Instance, policy: Policy, budget: Budget, climbed: Climbed
) -> Found:
    """Have the judge audit what was found before anybody sees it."""
    wrong = broken(audit(instance, climbed.timetable, policy))
    if wrong:
        first = wrong[0]
        raise AuditDisagreement(
            f"{len(wrong)} findings, first {first.rule}: {first.en}"
        )
    return Found(
        timetable=climbed.timetable,
        goals=climbed.goals,
        seconds=budget.elapsed(),
        seed=budget.settings.seed,
        workers=budget.settings.workers,
        stopped=not climbed.complete,
    )


def _impossible(
    instance: Instance,
    policy: Policy,
    budget: Budget,
    news: News,
    counted: tuple[Shortage, ...],
) -> Outcome:
    """Explain, with a second route: a model of another shape must agree."""
    news(_step(budget, Text("寻找原因", "looking for the reason")))
    if not is_small(instance):
        # Counting has proved it. Words and ways out come from care alone: what makes
        # a week without clubs possible makes the whole week possible.
        instance = care_only(instance)
    why = Why(instance, policy, budget)
    clash = why.clash()
    if clash is None and not counted:
        # One route says impossible, the other does not: say neither.
        return RanOutOfTime(budget.elapsed())
    mends = why.mends(clash or ())
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
