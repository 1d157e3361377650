"""Which spans fall together: the largest sets that share a minute."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

import numpy as np

from kehou_solver.model.world import Span

T = TypeVar("T")


def at_once(spans: Iterable[tuple[Span, T]]) -> Iterator[list[T]]:
    """Yield each largest set of spans that share a minute, in the order given.

    Two half-open spans overlap exactly if some set holds both; no set is part of
    another. A set is complete at the last start before one of its spans ends.
    """
    by_day: dict[int, list[tuple[int, int, T]]] = defaultdict(list)
    for (weekday, start, end), what in spans:
        by_day[weekday].append((start, end, what))
    for day in by_day.values():
        starts = np.array([start for start, _, _ in day])
        ends = np.array([end for _, end, _ in day])
        moments = np.unique(starts)
        complete = np.unique(np.searchsorted(moments, ends)) - 1
        for moment in moments[complete]:
            held = np.flatnonzero((starts <= moment) & (moment < ends))
            yield [day[place][2] for place in held.tolist()]
