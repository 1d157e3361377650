"""Where every wish can come true, a plan that grants them all is found."""

import threading
from pathlib import Path
from random import Random

import pytest

from kehou_instances.thirdparty import read_itc2002
from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import Settings
from kehou_solver.domain.instance import Instance
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.everyone import all_granted, seats_for_all
from kehou_solver.search.formulation import Admission
from kehou_solver.search.stages import climb_in_stages
from tests.instances.thirdparty.files import written
from tests.solver.worlds import changed, club, pupil, world

SLOTS = 45


def planted(folder: Path, seed: int, rooms: int = 3, students: int = 40) -> Instance:
    """Fill most slots and rooms with events, and let students ask for what fits.

    All rooms hold everybody and no event asks for more, so the planted week grants
    every wish.
    """
    chance = Random(seed)  # noqa: S311
    at = [slot for slot in range(SLOTS) for _ in range(rooms)]
    at = chance.sample(at, int(0.9 * len(at)))
    attends = []
    for _ in range(students):
        slots = chance.sample(range(SLOTS), 12)
        free = [[e for e, where in enumerate(at) if where == s] for s in slots]
        attends.append({chance.choice(events) for events in free if events})
    table = [str(int(e in some)) for some in attends for e in range(len(at))]
    lines = (
        f"{len(at)} {rooms} 1 {students}",
        *([str(students)] * rooms),
        " ".join(table),
        *(["0"] * (rooms + len(at))),
    )
    return read_itc2002(written(folder, f"planted{seed}.tim", *lines))


def asked(instance: Instance) -> tuple[World, Admission, Budget]:
    """Prepare a search whose work is counted."""
    policy = Policy.of(instance)
    settings = Settings(seconds=30, workers=1)
    world = World(instance, policy)
    return world, Admission(instance, policy), Budget(settings, threading.Event())


@pytest.mark.parametrize("seed", range(3))
def test_a_planted_week_that_grants_all_is_matched(tmp_path: Path, seed: int) -> None:
    instance = planted(tmp_path, seed)
    policy = Policy.of(instance)
    climbed = climb_in_stages(
        instance,
        policy,
        ("seats_given",),
        Budget(Settings(seconds=60), threading.Event()),
        lambda _: None,
        lambda _: None,
    )
    assert not broken(audit(instance, climbed.timetable, policy))
    assert all_granted(World(instance, policy), climbed.timetable)
    [goal] = climbed.goals
    wishes = sum(len(pupil.wishes) for pupil in instance.pupils)
    assert (goal.value, goal.bound, goal.proved) == (wishes, wishes, True)


def test_the_same_seed_gives_the_same_seats(tmp_path: Path) -> None:
    instance = planted(tmp_path, 7)
    one, other = (seats_for_all(*asked(instance), lambda: False) for _ in range(2))
    assert one == other
    assert len(one) == sum(len(pupil.wishes) for pupil in instance.pupils)


def test_nothing_is_tried_where_numbers_say_no() -> None:
    chess = club("chess", seats=1, min_enrolment=1, slots=("mon-2",))
    crowded = world(
        clubs=(chess,), pupils=(pupil("a", "3-1", "chess"), pupil("b", "3-1", "chess"))
    )
    assert seats_for_all(*asked(crowded), lambda: False) == []
    alone = changed(crowded, pupils=crowded.pupils[:1])
    assert [seat.pupil for seat in seats_for_all(*asked(alone), lambda: False)] == ["a"]
    never = changed(alone.pupils[0], clubs_per_week=0)
    assert not seats_for_all(*asked(changed(alone, pupils=(never,))), lambda: False)


def test_what_cannot_all_be_placed_is_placed_as_far_as_it_goes() -> None:
    both = (
        club("chess", min_enrolment=1, slots=("mon-2",)),
        club("choir", min_enrolment=1, slots=("mon-2",)),
    )
    greedy = pupil("a", "3-1", "chess", "choir", clubs_per_week=2)
    instance = world(clubs=both, pupils=(greedy,))
    assert len(seats_for_all(*asked(instance), lambda: False)) == 1
