"""The price of having it: the best timetable found with it, and what goals change."""

from collections.abc import Mapping

from ortools.sat.python import cp_model

from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.goals import GOALS
from kehou_solver.measures import MEASURES
from kehou_solver.model.choices import total
from kehou_solver.model.translate import choices_in
from kehou_solver.search.smallest import Smallest
from kehou_solver.search.zone import Zoned
from kehou_solver.whynot.answer import GoalChange, Possible
from kehou_solver.whynot.asked import is_seat_goal

SEAT = 4.0
"""Seconds (or units of work) for one seat goal."""

CLOSE = 2.0
"""Seconds (or units of work) for coming close to the current timetable."""


def better(
    search: Smallest,
    found: Timetable,
    current: Timetable,
    instance: Instance,
    floors: Mapping[str, int],
) -> Possible:
    """Improve a timetable: seat goals in order, then as close as can be to the current.

    At a big school seat goals are improved only if they may fall (then the price
    counts); else closeness is all that is sought, and that for a short time.

    Args:
        search: has found it.
        found: a lawful timetable that has what was demanded.
        current: the timetable that was asked about.
        instance: without what was asked for.
        floors: goals that were to be kept.
    """
    order = instance.goals or search.policy.goal_order()
    model = Zoned(search.instance, search.policy, search.zone)
    search.demand.require(model)
    whole = search.zone is None
    kept = all(
        MEASURES[name].measure(instance, found, search.policy) >= value
        for name, value in floors.items()
    )
    best = whole or not kept
    for name in filter(is_seat_goal, order if best else ()):
        goal = GOALS[name].value(model.weeks)
        if isinstance(goal, int):
            continue
        model.model.maximize(goal)
        model.hint(found)
        improved, proved = _solved(search, model, SEAT)
        best = best and proved
        found = improved or found
        value = MEASURES[name].measure(instance, found, search.policy)
        model.model.clear_objective()  # type: ignore[no-untyped-call]
        model.model.add(goal >= value)
    now = set(choices_in(search.instance, current))
    moved = [
        1 - var if choice in now else var
        for choice, var in model.choices.vars.items()
        if not isinstance(var, int)
    ]
    distance = total(moved)
    if not isinstance(distance, int):
        model.model.minimize(distance)
        model.hint(found)
        closer, _ = _solved(search, model, CLOSE)
        found = closer or found
    measured = [
        GoalChange(
            name=name,
            before=MEASURES[name].measure(instance, current, search.policy),
            after=MEASURES[name].measure(instance, found, search.policy),
        )
        for name in order
    ]
    after = {change.name: change.after for change in measured}
    return Possible(
        timetable=found,
        changes=tuple(one for one in measured if one.before != one.after),
        keeps_tiers=all(after[name] >= value for name, value in floors.items()),
        best=best,
    )


def _solved(
    search: Smallest, model: Zoned, share: float
) -> tuple[Timetable | None, bool]:
    """Return the judged timetable, if any, and whether it is proved best."""
    solver = search.solved(model, share)
    if solver is None:
        return None, False
    timetable = model.read(solver)
    search.judge(search.instance, timetable)
    return timetable, solver.response_proto.status == cp_model.OPTIMAL
