"""The family, and the part of it that is held back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from kehou_solver.domain.instance import Instance
from kehou_solver.errors import InputError, Problem

FEWEST = 2
"""One instance to choose on, one to judge on."""


@dataclass(frozen=True)
class Case:
    """One instance of the family."""

    name: str
    instance: Instance


def halves(
    cases: Sequence[Case], held_back: float, seed: int
) -> tuple[list[Case], list[Case]]:
    """Part a family by a hash of names and seed: never by what is in it.

    Args:
        cases: the family; each name once.
        held_back: part that is held back (0 to 1); at least one case either way.
        seed: another seed, another split.

    Returns:
        (training, held back), each in the order of the family.

    Raises:
        InputError: if there are too few cases, or a name comes twice.
    """
    names = [case.name for case in cases]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(
            [
                Problem(
                    "kehou tune",
                    ", ".join(twice),
                    "同一实例只能给一次，否则留出的部分就不独立",
                    "give each instance once, or what is held back is not independent",
                )
            ]
        )
    if len(cases) < FEWEST:
        raise InputError(
            [
                Problem(
                    "kehou tune",
                    str(len(cases)),
                    "至少两个实例：一部分用来挑选，另一部分用来检验，如 XS:0-7",
                    "at least two instances: some to choose on, others to judge on; "
                    "such as XS:0-7",
                )
            ]
        )
    count = min(max(1, round(held_back * len(cases))), len(cases) - 1)
    drawn = sorted(names, key=lambda name: _hash(name, seed))
    held = set(drawn[:count])
    return (
        [case for case in cases if case.name not in held],
        [case for case in cases if case.name in held],
    )


def _hash(name: str, seed: int) -> str:
    return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()
