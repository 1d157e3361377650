"""Seats for children once it is known which club groups meet: exact, tier by tier."""

from collections import defaultdict

import highspy
import numpy as np

from kehou_solver.domain.base import Id
from kehou_solver.model.choice import ClubGroup, Sits
from kehou_solver.model.world import World
from kehou_solver.search.budget import Budget
from kehou_solver.search.plan import Way
from kehou_solver.search.relaxation import Relaxation

Seat = tuple[Id, int]
"""(child, number of the way)."""

SECONDS = 4.0
"""Time for the seats of one goal."""


def seat(
    world: World, ways: list[Way], groups: list[int], goals: list[str], budget: Budget
) -> list[Sits]:
    """Return the best seats for the given numbers of groups, goal by goal.

    Args:
        world: the whole instance.
        ways: the ways clubs can meet.
        groups: number of groups of each way.
        goals: seat goals in their order.
        budget: watched for a stop.
    """
    opened = [number for number, count in enumerate(groups) if count]
    if not opened:
        return []
    relaxation = Relaxation(world, [ways[n] for n in opened], cautious=True)
    counts = [groups[n] for n in opened]
    for number, count in enumerate(counts):
        relaxation.set_groups(number, count, count)
    _whole(relaxation)
    best: dict[Seat, bool] = {}
    for goal in goals:
        terms = relaxation.goal(goal)
        if not terms or budget.stop.is_set():
            continue
        relaxation.maximize(terms)
        relaxation.run(SECONDS)
        if not _has_solution(relaxation):
            break
        values = relaxation.solution()
        best = _seats(relaxation)
        reached = sum(value * round(values[column]) for column, value in terms.items())
        relaxation.keep(terms, reached - 0.5)
    return _split(relaxation, counts, best)


def _whole(relaxation: Relaxation) -> None:
    """Allow only whole children from now on."""
    seats = np.array(sorted(relaxation.seat.values()), dtype=np.int32)
    whole = np.full(len(seats), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
    relaxation.highs.changeColsIntegrality(len(seats), seats, whole)


def _seats(relaxation: Relaxation) -> dict[Seat, bool]:
    values = relaxation.solution()
    return {key: values[column] > 0.5 for key, column in relaxation.seat.items()}


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
