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

PATIENCE = 20_000
"""Moves without a gain after which somebody else is sent home instead."""

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
    counted = 0

    def stop() -> bool:
        nonlocal counted
        if budget.counted:
            budget.spent += (shares.moves - counted) / MOVES_PER_UNIT
            counted = shares.moves
        return over()

    shares.share_out()
    if not shares.fill(max(PATIENCE, 10 * len(held.lessons)), stop):
        return
    while True:
        best = list(shares.at)
        chosen = held.choices(best)
        if chosen is None:
            return
        yield chosen
        if not _send_one_home(shares, best, pay, rng, stop):
            return


def _send_one_home(
    shares: Shares,
    best: list[int],
    pay: list[int],
    rng: random.Random,
    stop: Callable[[], bool],
) -> bool:
    """Share out the lessons of one adult who is paid for coming; False if time is up.

    Args:
        shares: a whole roster.
        best: its leads, taken up again where sharing out fails.
        pay: fixed pay of each adult; nobody without any is sent home.
        rng: draws whom to send home.
        stop: says when time is up.
    """
    failed = 0
    while not stop():
        at_work = [adult for adult, lessons in enumerate(shares.held) if lessons]
        paid = [adult for adult in at_work if pay[adult]]
        if not paid:
            return False
        # Whoever has least is soonest shared out; after failures, anybody.
        some = rng.sample(paid, min(len(paid), 2 + failed))
        home = min(some, key=lambda adult: len(shares.held[adult]))
        at_home = [a for a, lessons in enumerate(shares.held) if not lessons]
        barred = [*(a for a in at_home if pay[a]), home]
        shares.bar(barred)
        filled = shares.fill(PATIENCE, stop)
        shares.unbar(barred)
        if filled:
            return True
        shares.return_to(best)
        failed += 1
    return False
