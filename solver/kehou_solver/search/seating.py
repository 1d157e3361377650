"""Seats for children once it is known which club groups meet: exact, tier by tier."""

from collections import defaultdict
from collections.abc import Sequence

import highspy
import numpy as np

from kehou_solver.domain.base import Id
from kehou_solver.model.choice import ClubGroup, Sits
from kehou_solver.model.world import World
from kehou_solver.search.dive import weighted
from kehou_solver.search.plan import Way
from kehou_solver.search.relaxation import Relaxation

Seat = tuple[Id, int]
"""(child, number of the way)."""

FIRST_SECONDS = 8.0
"""Time for the seats of all goals together."""


def seat(
    world: World,
    ways: list[Way],
    groups: list[int],
    goals: Sequence[str],
) -> list[Sits]:
    """Return the best seats for the given numbers of groups.

    Goals are weighted by their order. To seek each alone afterwards, in whole
    children, was tried and gained nothing; docs/decisions/0013.

    Args:
        world: the whole instance.
        ways: the ways clubs can meet.
        groups: number of groups of each way.
        goals: seat goals in their order.
    """
    opened = [number for number, count in enumerate(groups) if count]
    if not opened:
        return []
    relaxation = Relaxation(world, [ways[n] for n in opened], people=False)
    counts = [groups[n] for n in opened]
    for number, count in enumerate(counts):
        relaxation.set_groups(number, count, count)
    relaxation.maximize(weighted(relaxation, goals))
    relaxation.run(FIRST_SECONDS)
    if not _is_whole(relaxation):
        _whole(relaxation)
        relaxation.run(FIRST_SECONDS)
    if not _has_solution(relaxation):
        return []
    values = relaxation.solution()
    best = {key: values[column] > 0.5 for key, column in relaxation.seat.items()}
    return _split(relaxation, counts, best)


def _whole(relaxation: Relaxation) -> None:
    """Allow only whole children from now on."""
    seats = np.array(sorted(relaxation.seat.values()), dtype=np.int32)
    kinds = np.full(len(seats), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
    relaxation.highs.changeColsIntegrality(len(seats), seats, kinds)


def _is_whole(relaxation: Relaxation) -> bool:
    """Say whether no child is seated in parts, as is usual with groups given."""
    seats = relaxation.solution()[list(relaxation.seat.values())]
    return bool(np.all(np.abs(seats - np.round(seats)) < 1e-6))


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
