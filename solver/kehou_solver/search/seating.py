"""Seats for children once it is known which club groups meet: exact, tier by tier."""

from collections import defaultdict

import highspy
import numpy as np

from kehou_solver.domain.base import Id
from kehou_solver.model.choice import ClubGroup, Sits
from kehou_solver.search.budget import Budget
from kehou_solver.search.relaxation import Relaxation

SECONDS = 10.0
"""Time for the seats of one goal."""


def seat(
    relaxation: Relaxation, groups: list[int], goals: list[str], budget: Budget
) -> list[Sits]:
    """Return the best seats for the given numbers of groups, goal by goal."""
    for number, count in enumerate(groups):
        relaxation.set_groups(number, count, count)
    seats = np.array(sorted(relaxation.seat.values()), dtype=np.int32)
    whole = np.full(len(seats), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
    relaxation.highs.changeColsIntegrality(len(seats), seats, whole)
    best: dict[tuple[Id, int], bool] = {}
    for goal in goals:
        terms = relaxation.goal(goal)
        if not terms or budget.stop.is_set():
            continue
        relaxation.maximize(terms)
        relaxation.run(SECONDS)
        if not _has_solution(relaxation):
            break
        values = relaxation.solution()
        best = {key: values[column] > 0.5 for key, column in relaxation.seat.items()}
        reached = sum(value * round(values[column]) for column, value in terms.items())
        relaxation.keep(terms, reached - 0.5)
    return _split(relaxation, groups, best)


def _has_solution(relaxation: Relaxation) -> bool:
    info = relaxation.highs.getInfo()
    return bool(info.primal_solution_status == 2)


def _split(
    relaxation: Relaxation, groups: list[int], best: dict[tuple[Id, int], bool]
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
