"""Which spans fall together: the largest sets that share a minute."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import TypeVar

from kehou_solver.model.world import Span

T = TypeVar("T")

_NEVER = 1 << 30


def at_once(spans: Iterable[tuple[Span, T]]) -> Iterator[list[T]]:
    """Yield each largest set of spans that share a minute, in the order given.

    Two half-open spans overlap exactly if some set holds both; no set is part of
    another. A set is complete at the last start before one of its spans ends.
    """
    by_day: dict[int, list[tuple[int, int, int, T]]] = defaultdict(list)
    for place, ((weekday, start, end), what) in enumerate(spans):
        by_day[weekday].append((start, end, place, what))
    for day in by_day.values():
        running: list[tuple[int, int, int, T]] = []
        first_end = _NEVER
        for span in sorted(day, key=itemgetter(0)):
            start = span[0]
            if first_end <= start:
                yield _in_order(running)
                running = [one for one in running if one[1] > start]
                first_end = min((end for _, end, _, _ in running), default=_NEVER)
            running.append(span)
            first_end = min(first_end, span[1])
        if running:
            yield _in_order(running)


def _in_order(running: list[tuple[int, int, int, T]]) -> list[T]:
    return [what for _, _, _, what in sorted(running, key=itemgetter(2))]
