"""Against trying every set of changes: no smaller set is overlooked, none is false."""

from itertools import combinations

import pytest

from kehou_solver.checks import audit, broken
from kehou_solver.domain import Closure, Instance, MeetingPin, Money, SeatPin
from kehou_solver.domain.answer import Settings
from kehou_solver.domain.validity import problems
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.remedies import AnyRemedy, Stays
from kehou_solver.search.remedies.offers import Focus, offers
from kehou_solver.search.smallest import PREFERENCES, Nothing, Smallest, applied
from kehou_solver.whynot import AdultUnwanted, Question, WishNotMet
from kehou_solver.whynot.asked import Asked, floors, pinned
from tests.solver import worlds as w

PEOPLE = w.replaced(
    w.ADULTS,
    w.changed(w.C1, free=("mon-2",)),
    w.changed(w.T5, free=("tue-2",), lessons_week=1),
)


def full_chess() -> Instance:
    """Chess is full; its coach comes on one afternoon only."""
    return w.world(adults=PEOPLE)


def tight_school() -> Instance:
    """Nobody may lead more than three lessons, and no classes are merged."""
    return w.world(
        adults=w.replaced(
            w.ADULTS,
            w.changed(w.T1, free=("mon-1", "mon-2", "tue-1"), lessons_week=3),
            w.changed(w.T3, lessons_week=4),
        ),
        schools=w.east(lessons_week=4, merge_classes=1),
        pupils=tuple(w.changed(p, wishes=()) for p in w.PUPILS),
    )


def unled_club() -> Instance:
    """Chess has to meet on Tuesday, where it may not, and nobody can lead it."""
    return w.world(
        clubs=(w.changed(w.CHESS, slots=("mon-2",)), w.ROBOTS),
        adults=w.replaced(w.ADULTS, w.changed(w.C1, clubs=())),
        pins=(MeetingPin(kind="meeting", club="chess", slot="tue-1"),),
    )


def search(instance: Instance, demand: Asked | Nothing) -> Smallest:
    budget = Budget(Settings(seconds=300, workers=1))
    return Smallest(instance, Policy.of(instance), budget, demand)


def focus(instance: Instance, *clubs: str, pupils: tuple[str, ...] = ()) -> Focus:
    slots = frozenset(slot.id for slot in instance.slots)
    return Focus(frozenset(clubs), slots, frozenset(pupils), week=not pupils)


def by_trying(
    asked: Smallest, remedies: list[AnyRemedy], largest: int
) -> set[frozenset[str]]:
    """Return every smallest set by solving for each set there is."""
    for size in range(largest + 1):
        enough = {
            frozenset(one.of_amount(1).model_dump_json() for one in some)
            for some in combinations(remedies, size)
            if asked.attempt(some) is not None
        }
        if enough:
            return enough
    return set()


def case(name: str) -> tuple[Instance, Asked | Nothing, Focus]:
    if name == "wish":
        instance = full_chess()
        question: Question = WishNotMet(pupil="p4", club="chess")
        kept = floors(instance, Policy.of(instance), w.lawful(), question)
        asked = pinned(instance, question)
        return asked, Asked(question, kept), focus(asked, "chess", pupils=("p4",))
    instance = tight_school() if name == "care" else unled_club()
    clubs = ("chess",) if name == "club" else ()
    return instance, Nothing(), focus(instance, *clubs)


@pytest.mark.parametrize("name", ["wish", "care", "club"])
def test_the_smallest_sets_are_those_found_by_trying_all(name: str) -> None:
    instance, demand, about = case(name)
    asked = search(instance, demand)
    kinds: dict[str, int] = {}
    few: list[AnyRemedy] = []
    for remedy in offers(World(instance, asked.policy), about):
        kinds[remedy.kind] = kinds.get(remedy.kind, 0) + 1
        if kinds[remedy.kind] <= 2:
            few.append(remedy)
    expected = by_trying(asked, few, 2)
    found = list(asked.fixes(few, 1000))
    assert asked.complete
    assert expected, "the case asks for nothing that two changes could give"
    fewest = min(len(fix.remedies) for fix in found)
    smallest = {
        frozenset(one.of_amount(1).model_dump_json() for one in fix.remedies)
        for fix in found
        if len(fix.remedies) == fewest
    }
    named = {frozenset(_nameless(one) for one in some) for some in smallest}
    assert named == {frozenset(_nameless(one) for one in some) for some in expected}


def _nameless(remedy: str) -> str:
    """Forget a made-up id: of two remedies that are alike the first is offered."""
    return "extra".join(remedy.split("extra-")[:1]) + remedy.split('"school"')[-1]


@pytest.mark.parametrize("name", ["wish", "care", "club"])
def test_every_set_stands_and_no_amount_could_be_lower(name: str) -> None:
    instance, demand, about = case(name)
    asked = search(instance, demand)
    found = list(asked.fixes(offers(World(instance, asked.policy), about), 4))
    assert found
    for fix in found:
        changed = applied(instance, fix.remedies)
        assert changed == fix.instance
        assert problems(changed) == []
        assert not broken(audit(changed, fix.timetable, asked.policy))
        assert demand.met(changed, asked.policy, fix.timetable)
        assert fix.smallest
        for place, remedy in enumerate(fix.remedies):
            rest = [*fix.remedies[:place], *fix.remedies[place + 1 :]]
            assert asked.attempt(rest) is None
            if remedy.amount > remedy.step:
                less = remedy.of_amount(remedy.amount - remedy.step)
                assert asked.attempt([*rest, less]) is None  # type: ignore[list-item]


def many_worlds() -> list[Instance]:
    """Return tiny schools that lack all sorts of things."""
    shut = Closure(weekday=1, start=w.at("16:00"), end=w.at("20:00"))
    late = tuple(w.changed(end, end=w.at("16:40")) for end in w.CLASSES[0].lessons_end)
    money = Money(weeks_per_month=4, external_ceiling_fen=1000)
    return [
        w.world(
            adults=PEOPLE,
            rooms=w.replaced(w.ROOMS, w.changed(w.ROOMS[2], closed=(shut,))),
            clubs=(w.changed(w.CHESS, slots=("mon-2",)), w.ROBOTS),
            schools=(w.changed(w.EAST, money=money),),
            classes=(w.changed(w.CLASSES[0], lessons_end=late), w.CLASSES[1]),
            pins=(SeatPin(kind="seat", pupil="p1", club="chess"),),
        ),
        w.world(
            adults=(
                w.changed(w.T1, papers=(), care="taught", afternoons_week=1),
                *w.ADULTS[1:],
            )
        ),
        w.two_campuses(),
    ]


def every_kind() -> dict[str, tuple[AnyRemedy, Instance]]:
    """Return a remedy of every kind that one of the schools is offered."""
    found: dict[str, tuple[AnyRemedy, Instance]] = {}
    for instance in many_worlds():
        slots = frozenset(slot.id for slot in instance.slots)
        about = Focus(frozenset({"chess"}), slots, frozenset({"p1"}), week=True)
        world = World(instance, Policy.of(instance))
        for remedy in (*offers(world, about), Stays(pupil="p1", slot="mon-1")):
            found.setdefault(remedy.kind, (remedy, instance))
    return found


KINDS = every_kind()


def test_every_kind_of_remedy_is_offered_somewhere() -> None:
    assert {*KINDS} == {*PREFERENCES, "stays"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_remedy_says_itself_and_keeps_the_instance_valid(kind: str) -> None:
    remedy, instance = KINDS[kind]
    said = remedy.says(World(instance, Policy.of(instance)))
    assert any("\u4e00" <= sign <= "\u9fff" for sign in said.zh)
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in said.en)
    before = {problem.line() for problem in problems(instance)}
    assert {problem.line() for problem in problems(remedy.changed(instance))} <= before


@pytest.mark.parametrize("kind", KINDS)
def test_a_remedy_changes_something_and_only_once(kind: str) -> None:
    remedy, instance = KINDS[kind]
    if kind != "stays":
        assert remedy.changed(instance) != instance
    assert remedy.changed(instance) == remedy.changed(instance)


def test_what_was_lawful_stays_lawful_with_any_remedy() -> None:
    instance = full_chess()
    policy = Policy.of(instance)
    about = focus(instance, "chess", pupils=("p4",))
    assert not broken(audit(w.world(), w.lawful(), policy))
    for remedy in offers(World(w.world(), policy), about):
        found = audit(remedy.changed(w.world()), w.lawful(), policy)
        assert not broken(found), remedy


def test_an_adult_who_is_not_wanted_there_is_asked_about_too() -> None:
    asked = search(w.world(), Asked(AdultUnwanted(adult="C1", slot="mon-2")))
    found = asked.attempt()
    assert found is not None
    groups = {g.id: g.slots for g in found.groups}
    assert not any(s.adult == "C1" and "mon-2" in groups[s.group] for s in found.staff)
