"""Two witnesses: what the proof of every rule is made of.

`judged` asks the rule (CP-SAT, this rule alone) and its judge for their verdicts.
Every proof holds `edge` cases, whose truth is known from docs/rules-and-goals.md, and
random weeks, of which only one thing is known: the two must agree. `repeatedly` draws
them with hypothesis, `both_sides` from 200 fixed seeds, where both verdicts must occur.

Random weeks are lawless on purpose: anybody may be with any group, in any role, in odd
or even weeks. Left out is only what the model has no words for: unknown ids, homework
groups with several slots, and the very same staff, post or seat line twice.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from random import Random
from typing import Any, NamedTuple, TypeVar

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from kehou_solver.domain import (
    DutyRole,
    Frozen,
    Group,
    Instance,
    Post,
    Seat,
    Staff,
    Timetable,
)
from kehou_solver.domain.base import Weeks
from kehou_solver.domain.weeks import weeks_of
from kehou_solver.model.choice import (
    AnyGroup,
    Choice,
    ClubGroup,
    Joins,
    Opens,
    Sits,
    Staffs,
    Uses,
)
from kehou_solver.model.choices import Choices
from kehou_solver.model.enumerate import choices_of
from kehou_solver.model.translate import choices_in
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.rules import RULES
from kehou_solver.search.formulation import enforce
from kehou_solver.testing import check_allows, rule_allows
from tests.solver.worlds import (
    ADULTS,
    CLUBS,
    G1,
    ROOMS,
    SLOTS,
    WEST_ROOMS,
    changed,
    club,
    room,
    slot,
    two_campuses,
    venue,
)

Thing = TypeVar("Thing")
Model = TypeVar("Model", bound=Frozen)
Week = tuple[Instance, Timetable]
Draw = Callable[[Random], Week]

EXAMPLES = 150
"""Random weeks hypothesis draws for each rule."""

SEEDS = 200
"""Random weeks drawn from fixed seeds for each rule."""

OTHER_SEEDS = 100
"""Random weeks of each rule that are judged among other choices, too."""


class Verdicts(NamedTuple):
    """What the two witnesses say: is the week allowed?"""

    rule: bool
    judge: bool


@cache
def _policy(rulebooks: tuple[str, ...], day: Any) -> Policy:
    return Policy.read(rulebooks, day)


def judged(rule: str, instance: Instance, timetable: Timetable) -> Verdicts:
    """Ask both witnesses."""
    policy = _policy(instance.rulebooks, instance.week_of)
    return Verdicts(
        rule_allows(rule, instance, timetable, policy),
        check_allows(rule, instance, timetable, policy),
    )


def agree(rule: str, week: Week) -> bool:
    """Say whether both witnesses give one verdict; show the week if they do not."""
    verdicts = judged(rule, *week)
    assert verdicts.rule == verdicts.judge, f"{verdicts}\n{week[1]!r}\n{week[0]!r}"
    return True


def edge(words: str, allowed: bool, instance: Instance, timetable: Timetable) -> Any:
    """One known case: what it is in words, and whether the rule allows it."""
    return pytest.param(instance, timetable, allowed, id=words)


def edges(*cases: Any) -> pytest.MarkDecorator:
    """Run a test on every known case."""
    return pytest.mark.parametrize(("instance", "timetable", "allowed"), cases)


def repeatedly(test: Callable[[Random], None]) -> Callable[[], None]:
    """Run a test on many sources of chance.

    A failing week is not shrunk: that takes minutes, and weeks are small anyway.
    """
    often = settings(max_examples=EXAMPLES, phases=(Phase.generate,))
    repeated: Callable[[], None] = often(given(st.randoms(use_true_random=False))(test))
    return repeated


def both_sides(rule: str, draw: Draw) -> bool:
    """Say whether random weeks are often allowed and often refused.

    A tenth of them each, at least. Fails at once where the witnesses disagree.
    """
    seen: Counter[bool] = Counter()
    for seed in range(SEEDS):
        instance, timetable = draw(Random(seed))  # noqa: S311 - a test, no secret
        verdicts = judged(rule, instance, timetable)
        assert verdicts.rule == verdicts.judge, f"seed {seed}: {verdicts} {timetable}"
        seen[verdicts.judge] += 1
    assert min(seen[True], seen[False]) * 10 >= SEEDS, seen
    return True


def others_change_nothing(rule: str, draw: Draw) -> bool:
    """Say whether verdicts stay when every choice is a variable, among many others.

    `rule_allows` hands the rule plain numbers. Here it gets variables, as in a solve:
    those of the timetable are 1; those of other groups, members and posts are 0.
    """
    for seed in range(OTHER_SEEDS):
        chance = Random(seed)  # noqa: S311 - a test, no secret
        instance, timetable = draw(chance)
        alone = judged(rule, instance, timetable).rule
        among = _allowed_among_others(chance, rule, instance, timetable)
        assert among == alone, f"seed {seed}: among others {among}, {timetable}"
    return True


def _allowed_among_others(
    chance: Random, rule: str, instance: Instance, timetable: Timetable
) -> bool:
    model = cp_model.CpModel()
    world = World(instance, _policy(instance.rulebooks, instance.week_of))
    chosen = dict.fromkeys(choices_in(instance, timetable, lambda group: group.id), 1)
    held = [choice.group for choice in chosen if isinstance(choice, Opens)]
    others = (*_other_groups(chance, world), *_other_members(instance, held))
    variables: dict[Choice, cp_model.IntVar] = {}
    for choice in dict.fromkeys((*chosen, *others)):
        variables[choice] = model.new_bool_var(str(choice))
        model.add(variables[choice] == chosen.get(choice, 0))
    choices = Choices(model, world, dict(variables), exact=True)
    for week in weeks_of(instance, timetable):
        enforce(RULES[rule], model, choices.in_week(week), refuse=True)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), model.validate()
    return status == cp_model.OPTIMAL


def _other_groups(chance: Random, world: World) -> list[Choice]:
    """Return the choices about posts and some groups that do not meet."""
    possible = list(choices_of(world, lambda _: True, None))
    groups = {getattr(choice, "group", None) for choice in possible}
    few = {None, *some(chance, sorted(groups - {None}, key=str), 0, 12)}
    return [choice for choice in possible if getattr(choice, "group", None) in few]


def _other_members(instance: Instance, held: Sequence[AnyGroup]) -> Iterator[Choice]:
    """Yield everybody and every room that could be of the groups that meet."""
    for group in held:
        yield from (Uses(room.id, group) for room in instance.rooms)
        for adult in instance.adults:
            yield Staffs(adult.id, group, "lead", "every")
            yield Staffs(adult.id, group, "assistant", "every")
            if len(group.slots) > 1:
                yield Staffs(adult.id, group, "lead", "every", group.slots[:1])
        if isinstance(group, ClubGroup):
            yield from (Sits(pupil.id, group) for pupil in instance.pupils)
        else:
            yield from (Joins(each.id, group) for each in instance.classes)


# Chance


def odds(chance: Random, percent: int) -> bool:
    """Return yes in so many cases of a hundred."""
    return chance.randrange(100) < percent


def some(
    chance: Random, things: Sequence[Thing], least: int, most: int
) -> tuple[Thing, ...]:
    """Pick some different things, in random order."""
    most = min(most, len(things))
    return tuple(chance.sample(list(things), chance.randint(min(least, most), most)))


def some_weeks(chance: Random, percent: int) -> Weeks:
    """Return odd or even in so many cases of a hundred, else every."""
    return chance.choice(["odd", "even"]) if odds(chance, percent) else "every"


def each_changed(
    things: Sequence[Model], change: Callable[[Model], dict[str, Any]]
) -> tuple[Model, ...]:
    """Change every thing in its own way."""
    return tuple(changed(thing, **change(thing)) for thing in things)


# Random worlds and weeks

WORLD_SLOTS = (
    *SLOTS,
    slot("w-mon-1", 1, "16:40", "17:20", school="west"),
    slot("w-mon-2", 1, "17:20", "18:00", school="west"),
    slot("w-tue-1", 2, "16:30", "17:10", school="west"),
)
"""At west Monday's first slot overlaps both of east; no school overlaps itself."""

WORLD_ROOMS = (*ROOMS, venue("pool"), *WEST_ROOMS, room("gym", school="west"))
WORLD_CLUBS = (
    *CLUBS,
    club("swim", venue="pool"),
    club("dance", school="west"),
)
WORLD_ADULTS = tuple(
    changed(adult, serves=("east", "west")) if adult.id in ("C1", "V1", "T5") else adult
    for adult in (*ADULTS, G1)
)


def random_world(chance: Random, *, biweekly: int = 10, **changes: Any) -> Instance:
    """Two campuses with a venue, where some slots are held every other week only.

    Args:
        chance: where the choice comes from.
        biweekly: percent of slots that are not held every week.
        changes: parts of the instance to replace.
    """
    parts = {
        "slots": WORLD_SLOTS,
        "rooms": WORLD_ROOMS,
        "clubs": WORLD_CLUBS,
        "adults": WORLD_ADULTS,
        **changes,
    }
    parts["slots"] = each_changed(
        parts["slots"], lambda _: {"weeks": some_weeks(chance, biweekly)}
    )
    return two_campuses(**parts)


def random_timetable(
    chance: Random,
    instance: Instance,
    *,
    care: int = 2,
    clubs: int = 2,
    posts: int = 2,
    leads: Sequence[int] = (0, 1, 1, 1, 2),
    assistants: Sequence[int] = (0, 0, 1),
    seats: int = 3,
    meetings: Sequence[int] = (1, 1, 2),
    astray: int = 10,
    biweekly: int = 15,
    adults: Sequence[str] | None = None,
) -> Timetable:
    """Fill a week at random.

    Args:
        chance: where the choice comes from.
        instance: what to choose from.
        care: most homework groups.
        clubs: most club groups.
        posts: most posts.
        leads: how many leads a group may have, more often the more it is named.
        assistants: the same of assistants.
        seats: most children in a club group.
        meetings: how many slots a club group may have.
        astray: percent of things taken from any school, not the group's.
        biweekly: percent of staff and posts in odd or even weeks only.
        adults: who may serve; default: everybody.
    """
    who = adults or [adult.id for adult in instance.adults]
    groups = [
        *(
            _care(chance, instance, f"care-{i}", astray)
            for i in range(_upto(chance, care))
        ),
        *(
            _club(chance, instance, f"club-{i}", meetings, astray)
            for i in range(_upto(chance, clubs))
        ),
    ]
    staff = [
        Staff(
            adult=adult,
            group=group.id,
            role=role,
            weeks=some_weeks(chance, biweekly),
            slots=_part(chance, group),
        )
        for group in groups
        for role, numbers in (("lead", leads), ("assistant", assistants))
        for adult in _people(chance, who, chance.choice(list(numbers)))
    ]
    return Timetable(
        groups=tuple(groups),
        staff=tuple(dict.fromkeys(staff)),
        posts=random_posts(chance, instance, who, posts, biweekly),
        seats=tuple(
            Seat(pupil=pupil, group=group.id)
            for group in groups
            if group.kind == "club"
            for pupil in _children(chance, instance, group, seats, astray)
        ),
    )


def random_posts(
    chance: Random,
    instance: Instance,
    adults: Sequence[str],
    most: int,
    biweekly: int = 15,
) -> tuple[Post, ...]:
    """Send people to posts, needed or not."""
    schools = [school.id for school in instance.schools]
    return tuple(
        dict.fromkeys(
            Post(
                adult=chance.choice(list(adults)),
                school=schools[0] if odds(chance, 70) else chance.choice(schools),
                weekday=chance.choice([1, 2]),
                role=chance.choice([DutyRole.GATE_DUTY] * 3 + [DutyRole.PATROL]),
                weeks=some_weeks(chance, biweekly),
            )
            for _ in range(_upto(chance, most))
        )
    )


def _part(chance: Random, group: Group) -> tuple[str, ...] | None:
    """Send somebody to one meeting of several only, now and then."""
    if len(group.slots) < 2 or odds(chance, 60):
        return None
    return some(chance, group.slots, 1, len(group.slots))


def _upto(chance: Random, most: int) -> int:
    return chance.randint(min(most, 1), most)


def _people(chance: Random, who: Sequence[str], number: int) -> list[str]:
    # With repeats: an adult may be with a group in two roles, or in odd and all weeks.
    return [chance.choice(list(who)) for _ in range(number)]


def _care(chance: Random, instance: Instance, id: str, astray: int) -> Group:
    held = chance.choice(instance.slots)
    school = _school(chance, instance, held.school, astray)
    classes = [
        each.id
        for each in instance.classes
        if each.school == school or odds(chance, astray)
    ]
    return Group(
        id=id,
        school=school,
        kind="homework",
        classes=some(chance, classes, 0 if odds(chance, astray) else 1, 2),
        slots=(held.id,),
        room=_room(chance, instance, school, astray),
    )


def _club(
    chance: Random, instance: Instance, id: str, meetings: Sequence[int], astray: int
) -> Group:
    offered = chance.choice(instance.clubs)
    school = _school(chance, instance, offered.school, astray)
    anywhere = odds(chance, astray)
    slots = [s.id for s in instance.slots if s.school == school or anywhere]
    number = chance.choice(list(meetings))
    at_home = offered.venue if odds(chance, 100 - astray) else None
    return Group(
        id=id,
        school=school,
        kind="club",
        club=offered.id,
        slots=some(chance, slots, number, number),
        room=at_home or _room(chance, instance, school, astray),
    )


def _school(chance: Random, instance: Instance, usual: str, astray: int) -> str:
    if odds(chance, astray):
        return chance.choice(instance.schools).id
    return usual


def _room(chance: Random, instance: Instance, school: str, astray: int) -> str:
    rooms = [
        each.id
        for each in instance.rooms
        if (each.school == school and not each.offsite) or odds(chance, astray)
    ]
    return chance.choice(rooms or [instance.rooms[0].id])


def _children(
    chance: Random, instance: Instance, group: Group, most: int, astray: int
) -> tuple[str, ...]:
    of_school = {each.id for each in instance.classes if each.school == group.school}
    pupils = [
        each.id
        for each in instance.pupils
        if each.class_id in of_school or odds(chance, astray)
    ]
    return some(chance, pupils, 0, most)
