"""Prices every candidate of one instance, before any of them is solved."""

import threading
from collections.abc import Callable

from kehou_simulation.changes import Chance, changed
from kehou_simulation.prices.candidates import PricedCandidate, candidates
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.errors import InputError
from kehou_solver.measures import measure_all
from kehou_solver.policy import Policy
from kehou_solver.search.bounds import why_no_certificate
from kehou_solver.search.priority.pricing import Pricing

NOTHING = 1e-3
"""A promise below this is none."""


def priced(
    instance: Instance,
    timetable: Timetable,
    *,
    solved: bool = False,
    stop: threading.Event | None = None,
    hear: Callable[[int, int], None] | None = None,
) -> tuple[PricedCandidate, ...]:
    """Return the candidates that promise something, best first.

    Args:
        instance: as it is.
        timetable: lawful, the best that is known.
        solved: solve the relaxation of each, too.
        stop: leaves out what has not been priced yet.
        hear: told how many of how many are priced.
    """
    policy = Policy.of(instance)
    order = instance.goals or policy.goal_order()
    if why_no_certificate(instance, timetable, policy, order) is not None:
        return ()
    stop = stop or threading.Event()
    values = measure_all(instance, timetable, policy)
    pricing = Pricing(instance, policy, values, stop)
    found = []
    all_ = candidates(instance)
    for number, one in enumerate(all_, start=1):
        if stop.is_set():
            break
        try:
            after = changed(instance, [one.change], Chance(0))
        except InputError:
            continue  # nobody there to be a pattern for somebody new
        told = PricedCandidate(candidate=one, prices=pricing.of(after, solved=solved))
        if any(price > NOTHING for price in told.promised):
            found.append(told)
        if hear is not None:
            hear(number, len(all_))
    return tuple(sorted(found, key=lambda told: told.promised, reverse=True))
