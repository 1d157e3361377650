"""Courses with fixed times as clubs: whoever clashes shares a slot, nobody else does.

Slots of a school with children never overlap, while courses of a university do, now
with this one, now with that. So a slot does not stand for a time but for a set of
courses that are all on at one moment; a course meets in the slots of all its sets. Two
courses share a slot exactly if they overlap. Since a club meets on different weekdays,
sets with a course in common are put on different days.
"""

from collections.abc import Collection, Mapping, Sequence

from kehou_solver.domain.base import Id

Span = tuple[int, int, int]
"""(weekday, start, end), half-open."""


def clash_sets(spans: Mapping[Id, Collection[Span]]) -> list[frozenset[Id]]:
    """Return the largest sets of courses that are on at one moment.

    Any two overlapping courses are in one, and those in one overlap. A course that
    overlaps with none is alone in a set. In a stable order, the largest first.
    """
    moments = {(day, start) for times in spans.values() for day, start, _ in times}
    sets = {
        frozenset(
            course
            for course, times in spans.items()
            if any(day == on and start <= at < end for on, start, end in times)
        )
        for day, at in moments
    }
    largest = [one for one in sets if not any(one < other for other in sets)]
    return sorted(largest, key=lambda one: (-len(one), sorted(one)))


def on_days(sets: Sequence[frozenset[Id]], days: int) -> list[int] | None:
    """Give each set a weekday, 1 to `days`, so that no course has two on one day.

    Returns None if that cannot be done. Tries the set with the fewest days left first.
    """
    met = [
        {j for j, other in enumerate(sets) if j != i and other & one}
        for i, one in enumerate(sets)
    ]
    day_of: dict[int, int] = {}

    def left(i: int) -> list[int]:
        taken = {day_of[j] for j in met[i] if j in day_of}
        return [day for day in range(1, days + 1) if day not in taken]

    def place() -> bool:
        waiting = [i for i in range(len(sets)) if i not in day_of]
        if not waiting:
            return True
        tight = min(waiting, key=lambda i: (len(left(i)), -len(met[i]), i))
        for day in left(tight):
            day_of[tight] = day
            if place():
                return True
            del day_of[tight]
        return False

    return [day_of[i] for i in range(len(sets))] if place() else None
