"""Which of all candidates promise most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kehou_simulation.answers.solved import Row
from kehou_simulation.prices.candidates import PricedCandidate


@dataclass(frozen=True)
class Chosen:
    """A candidate that is solved, under the name of its scenario."""

    scenario: str
    place: str
    priced: PricedCandidate


def chosen_of(
    rows: Iterable[tuple[str, Row]], top: int, kinds: Sequence[str] = ()
) -> tuple[Chosen, ...]:
    """Return the candidates that promise most, over all schools.

    Args:
        rows: place and row of each instance of the base.
        top: how many at most.
        kinds: only these (`Candidate.what`); () = all.
    """
    priced = [
        (place, one)
        for place, row in rows
        for one in row.prices
        if not kinds or one.candidate.what in kinds
    ]
    best = sorted(priced, key=lambda told: told[1].promised, reverse=True)[:top]
    return tuple(
        Chosen(f"p{number:03d}", place, one)
        for number, (place, one) in enumerate(best, start=1)
    )
