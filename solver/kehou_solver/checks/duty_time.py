"""Minutes of duty: from the first to the last duty of a day, less the noon break."""

from collections import defaultdict
from collections.abc import Iterable

from kehou_solver.checks.presence import Assignment
from kehou_solver.domain.adult import Adult
from kehou_solver.domain.school import Limits

Spans = dict[int, list[tuple[int, int]]]


def fixed_spans(adult: Adult) -> Spans:
    """Return the fixed duties of an adult as {weekday: [(start, end)]}."""
    spans: Spans = defaultdict(list)
    for duty in adult.duties:
        spans[duty.weekday].append((duty.start, duty.end))
    return spans


def all_spans(adult: Adult, assignments: Iterable[Assignment]) -> Spans:
    """Return fixed duties and assignments (own spans, no way to a venue)."""
    spans = fixed_spans(adult)
    for one in assignments:
        spans[one.weekday].append((one.start, one.end))
    return spans


def duty_minutes(spans: Iterable[tuple[int, int]], limits: Limits) -> int:
    """Return the minutes from the first start to the last end, less the noon break."""
    spans = list(spans)
    if not spans:
        return 0
    start = min(start for start, _ in spans)
    end = max(end for _, end in spans)
    noon = min(end, limits.noon_end) - max(start, limits.noon_start)
    return end - start - max(0, noon)
