"""As few people as possible: send one home, share out what he or she had, again."""

import random
from collections.abc import Callable, Iterator

from kehou_solver.domain.instance import Instance
from kehou_solver.model.choice import Choice
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.formulation import Admission
from kehou_solver.search.roster.held import Held
from kehou_solver.search.roster.shares import Shares

FIRST_PATIENCE, LAST_PATIENCE = 500, 80_000
"""Moves without a gain after which somebody else is sent home instead. Some can be
spared at once and some never, so first everybody is asked in short; whoever is left is
hard to spare, and is asked twice as long after every few failures."""

FAILURES = 6
"""Failures after which to look twice as long; a success halves it again."""

MOVES_PER_UNIT = 20_000
"""Moves that count as one unit of work, where work is counted: about a second."""


def better_rosters(
    instance: Instance,
    policy: Policy,
    admission: Admission,
    budget: Budget,
    over: Callable[[], bool],
) -> Iterator[set[Choice]]:
    """Yield rosters, each with lower fixed pay than the last, until `over`.

    Nothing is yielded where somebody or some room is lacking. No roster is lawful
    before the judge says so.
    """
    held = Held(instance, policy, admission)
    pay = [adult.fixed_fen_week for adult in instance.adults]
    rng = random.Random(budget.settings.seed)  # noqa: S311 - draws, not secrets
    shares = Shares(held, rng)
    stop = budget.counting(lambda: shares.moves / MOVES_PER_UNIT, over)
    shares.share_out()
    if not shares.fill(LAST_PATIENCE, stop):
        return
    patience = FIRST_PATIENCE
    while True:
        best = list(shares.at)
        chosen = held.choices(best)
        if chosen is None:
            return
        yield chosen
        needed = _send_one_home(shares, best, pay, rng, stop, patience)
        if needed is None:
            return
        patience = max(FIRST_PATIENCE, needed // 2)


def _send_one_home(
    shares: Shares,
    best: list[int],
    pay: list[int],
    rng: random.Random,
    stop: Callable[[], bool],
    patience: int,
) -> int | None:
    """Share out the lessons of one adult who is paid for coming.

    Args:
        shares: a whole roster.
        best: its leads, taken up again where sharing out fails.
        pay: fixed pay of each adult; nobody without any is sent home.
        rng: draws whom to send home.
        stop: says when time is up.
        patience: moves without a gain at first.

    Returns:
        The patience that was needed; None if time is up or nobody is paid for coming.
    """
    failed = 0
    while not stop():
        at_work = [adult for adult, lessons in enumerate(shares.held) if lessons]
        paid = [adult for adult in at_work if pay[adult]]
        if not paid:
            return None
        # Whoever has least is soonest shared out, but not always: the one who has least
        # of one, two, three drawn in turn.
        some = rng.sample(paid, min(len(paid), 1 + failed % 3))
        home = min(some, key=lambda adult: len(shares.held[adult]))
        at_home = [a for a, lessons in enumerate(shares.held) if not lessons]
        barred = [*(a for a in at_home if pay[a]), home]
        shares.bar(barred)
        filled = shares.fill(patience, stop)
        shares.unbar(barred)
        if filled:
            return patience
        shares.return_to(best)
        failed += 1
        if failed % FAILURES == 0:
            patience = min(LAST_PATIENCE, 2 * patience)
    return None
