"""Seats for children once it is known which club groups meet: exact, tier by tier."""

from collections import defaultdict
from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from kehou_solver.domain.base import Id
from kehou_solver.model.choice import ClubGroup, Sits
from kehou_solver.model.world import World
from kehou_solver.search.budget import Budget
from kehou_solver.search.dive import weighted
from kehou_solver.search.plan import Way
from kehou_solver.search.relaxation import Relaxation

Seat = tuple[Id, int]
"""(child, number of the way)."""

FIRST_SECONDS = 8.0
"""Time for the seats of all goals together."""

Floats = NDArray[np.float64]


def seat(
    world: World,
    ways: list[Way],
    groups: list[int],
    goals: Sequence[str],
    budget: Budget,
    seconds: float,
) -> list[Sits]:
    """Return the best seats for the given numbers of groups, goal by goal.

    Args:
        world: the whole instance.
        ways: the ways clubs can meet.
        groups: number of groups of each way.
        goals: seat goals in their order.
        budget: watched for a stop.
        seconds: time for the seats of one goal that weights left short; 0 = leave them.
    """
    schools: dict[Id, list[int]] = defaultdict(list)
    for number, count in enumerate(groups):
        if count:
            schools[ways[number].school].append(number)
    # With the groups given, nothing ties schools together.
    return [
        sits
        for opened in schools.values()
        for sits in _seat_school(world, ways, groups, opened, goals, budget, seconds)
    ]


def _seat_school(
    world: World,
    ways: list[Way],
    groups: list[int],
    opened: list[int],
    goals: Sequence[str],
    budget: Budget,
    seconds: float,
) -> list[Sits]:
    """Seat the children of one school in those of its ways that are `opened`."""
    relaxation = Relaxation(world, [ways[n] for n in opened], people=False)
    counts = [groups[n] for n in opened]
    for number, count in enumerate(counts):
        relaxation.set_groups(number, count, count)
    relaxation.maximize(weighted(relaxation, goals))
    relaxation.run(FIRST_SECONDS)
    if not _is_whole(relaxation):
        _whole(relaxation, whole=True)
        relaxation.run_whole(FIRST_SECONDS)
    if not _has_solution(relaxation):
        return []
    values = relaxation.solution()
    for goal in goals:
        terms = relaxation.goal(goal)
        if not terms or budget.stop.is_set():
            continue
        reached = _reached(terms, values)
        relaxation.maximize(terms)
        _whole(relaxation, whole=False)
        if seconds and relaxation.run(FIRST_SECONDS) and relaxation.bound() > reached:
            # Weights lost something here: seek this goal alone, in whole children.
            _whole(relaxation, whole=True)
            relaxation.start_from(values)
            relaxation.run_whole(seconds)
            if _has_solution(relaxation):
                found = relaxation.solution()
                if _reached(terms, found) > reached:
                    values, reached = found, _reached(terms, found)
        relaxation.keep(terms, reached - 0.5)
    best = {key: values[column] > 0.5 for key, column in relaxation.seat.items()}
    return _split(relaxation, counts, best)


def _whole(relaxation: Relaxation, *, whole: bool) -> None:
    """Allow only whole children from now on, or parts of them too."""
    seats = np.array(sorted(relaxation.seat.values()), dtype=np.int32)
    kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
    kinds = np.full(len(seats), int(kind), dtype=np.uint8)
    relaxation.highs.changeColsIntegrality(len(seats), seats, kinds)


def _is_whole(relaxation: Relaxation) -> bool:
    """Say whether no child is seated in parts, as is usual with groups given."""
    seats = relaxation.solution()[list(relaxation.seat.values())]
    return bool(np.all(np.abs(seats - np.round(seats)) < 1e-6))


def _reached(terms: dict[int, float], values: Floats) -> int:
    return round(float(sum(v * values[column] for column, v in terms.items())))


def _has_solution(relaxation: Relaxation) -> bool:
    info = relaxation.highs.getInfo()
    return bool(info.primal_solution_status == 2)


def _split(
    relaxation: Relaxation, groups: list[int], best: dict[Seat, bool]
) -> list[Sits]:
    """Deal the children of each way out over its parallel groups, evenly."""
    seated: dict[int, list[Id]] = defaultdict(list)
    for (pupil, number), sits in best.items():
        if sits:
            seated[number].append(pupil)
    copies: dict[Id, int] = defaultdict(int)
    seats: list[Sits] = []
    for number, count in enumerate(groups):
        way = relaxation.ways[number]
        opened: list[ClubGroup] = []
        for _ in range(count):
            opened.append(way.group(copies[way.club]))
            copies[way.club] += 1
        if opened:
            seats += [
                Sits(pupil, opened[place % count])
                for place, pupil in enumerate(seated[number])
            ]
    return seats
