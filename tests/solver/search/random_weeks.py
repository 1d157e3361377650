"""Tiny schools drawn at random, with what makes seats scarce: for proofs of bounds."""

import random
from collections.abc import Iterator, Sequence

from ortools.sat.python import cp_model

from kehou_solver.domain import Hardship, Instance, MeetingPin, SeatPin
from kehou_solver.domain.pupil import Club, Pupil
from kehou_solver.domain.validity import problems
from kehou_solver.goals import GOALS
from kehou_solver.policy import Policy
from kehou_solver.search.formulation import Formulation
from tests.solver import worlds as w

CLUBS = ("chess", "robots", "dance", "swim")


def tiny_school(seed: int) -> Instance:
    """Return a school of some nine children who want more than there is."""
    draw = random.Random(seed)  # noqa: S311 - worlds, not secrets
    pupils = tuple(_pupil(draw, f"p{number}") for number in range(9))
    adults = list(w.ADULTS)
    if draw.random() < 0.5:
        adults[2] = w.changed(w.T5, lessons_week=draw.choice([0, 1, 2]))
    if draw.random() < 0.5:
        free = tuple(draw.sample([slot.id for slot in w.SLOTS], 2))
        adults[3] = w.changed(w.C1, free=free)
    if draw.random() < 0.3:
        adults.append(w.teacher("T6", clubs=("dance",)))
    pins: list[MeetingPin | SeatPin] = []
    if draw.random() < 0.2:
        pins.append(MeetingPin(kind="meeting", club="chess", slot="mon-1"))
    wishing = [pupil.id for pupil in pupils if "robots" in pupil.wishes]
    if draw.random() < 0.2 and wishing:
        pins.append(SeatPin(kind="seat", pupil=wishing[0], club="robots"))
    return w.world(
        pupils=pupils,
        clubs=tuple(_club(draw, name) for name in CLUBS),
        rooms=(*w.ROOMS, w.venue()),
        adults=tuple(adults),
        pins=tuple(pins),
    )


def _pupil(draw: random.Random, name: str) -> Pupil:
    wishes = draw.sample(CLUBS, draw.randint(0, 3))
    points = tuple(draw.randint(0, 9) for _ in wishes)
    return w.pupil(
        name,
        draw.choice(["1-1", "3-1"]),
        *wishes,
        wish_points=draw.choice([None, points]),
        clubs_per_week=draw.choice([1, 1, 2]),
        homework=draw.random() < 0.8,
        hardship=(Hardship.OTHER,) if draw.random() < 0.3 else (),
        skips=tuple(draw.sample([s.id for s in w.SLOTS], draw.choice([0, 0, 1]))),
    )


def _club(draw: random.Random, name: str) -> Club:
    usual = {"chess": w.CHESS, "robots": w.ROBOTS}.get(name, w.club(name))
    changes = {
        "seats": draw.randint(2, 4),
        "min_enrolment": draw.randint(1, 2),
        "parallel_groups": draw.choice([1, 1, 2]),
        "adults_per_group": draw.choice([1, 1, 2]),
    }
    if name == "dance":
        changes |= {"meetings_per_week": draw.choice([1, 2])}
    if name == "swim":
        changes |= {"venue": "pool"}
    family = {"family": "board"} if draw.random() < 0.3 else {}
    return w.changed(usual, **changes, **family)


def schools(seeds: Sequence[int]) -> Iterator[Instance]:
    """Yield the schools of these seeds that contradict nothing."""
    for seed in seeds:
        instance = tiny_school(seed)
        if not problems(instance):
            yield instance


def best_in_order(instance: Instance, goals: Sequence[str]) -> list[int] | None:
    """Return the true optima, each with those before it kept; None = impossible."""
    whole = Formulation(instance, Policy.of(instance))
    best = []
    for goal in goals:
        value = GOALS[goal].value(whole.weeks)
        whole.model.maximize(value)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(whole.model)
        if status == cp_model.INFEASIBLE:
            return None
        assert status == cp_model.OPTIMAL
        best.append(round(solver.objective_value))
        whole.model.clear_objective()  # type: ignore[no-untyped-call]
        whole.model.add(value >= best[-1])
    return best
