"""The greedy plays by the rules, and its roster knows the limits."""

from typing import Any

import pytest

from benchmarks.methods.greedy.method import Greedy
from benchmarks.methods.greedy.roster import Roster
from kehou_instances.ladder import Knobs, Size, generate
from kehou_instances.township import township_school
from kehou_solver.checks import audit, broken
from kehou_solver.domain import DutyRole, Instance, Timetable
from kehou_solver.measures import MEASURES
from kehou_solver.model.choice import CareGroup, ClubGroup, Posted
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from tests.solver import worlds as w


class Offers(list[Timetable]):
    """Keeps what a method offers."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[str] = []

    def __call__(self, timetable: Timetable) -> None:
        """Keep it."""
        self.append(timetable)

    def bound(self, goal: str, value: int) -> None:
        """Refuse it."""
        raise AssertionError("a greedy proves nothing")

    def stop_clock(self, after: float) -> None:
        """Refuse it."""
        raise AssertionError("no need to")

    def note(self, text: str) -> None:
        """Keep it."""
        self.notes.append(text)


def offers(instance: Instance, seed: int = 0, *, tiers: bool = False) -> Offers:
    found = Offers()
    # No time: one try, and no more.
    Greedy(tiers_first=tiers).run(instance, 0.0, seed, found)
    return found


@pytest.mark.parametrize("tiers", [False, True])
@pytest.mark.parametrize(("size", "seed"), [("XS", 0), ("XS", 1), ("XS", 2), ("S", 1)])
def test_one_try_plans_a_lawful_week(size: Size, seed: int, tiers: bool) -> None:
    instance = generate(size, seed).instance
    found = offers(instance, seed, tiers=tiers)
    assert len(found) == 1, found.notes
    assert not broken(audit(instance, found[0], Policy.of(instance)))
    assert bool(found[0].seats) == bool(instance.clubs)


def test_the_real_school_is_planned_too() -> None:
    instance = township_school()
    found = offers(instance)
    assert len(found) == 1, found.notes
    assert not broken(audit(instance, found[0], Policy.of(instance)))


def test_odd_and_even_weeks_are_both_kept() -> None:
    instance = generate("XS", 2, Knobs(odd_even=True)).instance
    found = offers(instance)
    assert len(found) == 1, found.notes
    assert not broken(audit(instance, found[0], Policy.of(instance)))


def test_later_tries_are_offered_only_if_they_are_better() -> None:
    instance = generate("XS", 0).instance
    policy = Policy.of(instance)
    found = Offers()
    Greedy(tiers_first=False).run(instance, 2.0, 0, found)
    first = [
        MEASURES["wishes_met_1"].measure(instance, timetable, policy)
        for timetable in found
    ]
    assert first == sorted(first)


def test_tiers_first_serves_the_first_tier_no_worse() -> None:
    instance = generate("M", 0).instance
    policy = Policy.of(instance)
    measure = MEASURES["wishes_met_1"].measure
    plain, tiers = offers(instance), offers(instance, tiers=True)
    for found in (plain, tiers):
        assert len(found) == 1, found.notes
        assert not broken(audit(instance, found[0], policy))
    assert measure(instance, tiers[0], policy) > measure(instance, plain[0], policy)


def test_without_adults_nothing_is_offered_and_the_failure_is_noted() -> None:
    found = offers(w.world(adults=(w.C1, w.V1, w.S1)))
    assert not found
    assert "failed" in found.notes[0]


CARE = CareGroup("1-1", "east", "mon-1")
LATER = CareGroup("1-1", "east", "mon-2")
TUESDAY = CareGroup("1-1", "east", "tue-1")


def roster(**changes: Any) -> tuple[Roster, World]:
    instance = w.world(**changes)
    world = World(instance, Policy.of(instance))
    return Roster(world), world


def test_two_things_at_once_are_refused() -> None:
    books, world = roster()
    t1 = world.adults["T1"]
    books.book("T1", books.lesson_bookings(t1, CARE))
    assert not books.can(t1, books.lesson_bookings(t1, CareGroup("3-1", *_at(CARE))))
    assert books.can(t1, books.lesson_bookings(t1, LATER))


def test_the_way_to_a_venue_counts() -> None:
    books, world = roster(
        rooms=(*w.ROOMS, w.venue(travel_minutes=15)),
        clubs=(*w.CLUBS, w.club("swim", venue="pool")),
    )
    t1 = world.adults["T1"]
    swim = ClubGroup("swim", 0, "east", ("mon-2",))
    books.book("T1", books.lesson_bookings(t1, swim))
    assert not books.can(t1, books.lesson_bookings(t1, CARE)), (
        "10 minutes between, 15 away"
    )
    assert books.can(t1, books.lesson_bookings(t1, TUESDAY))


@pytest.mark.parametrize(
    ("caps", "allowed"),
    [
        ({"lessons_week": 1}, False),
        ({"lessons_week": 2}, True),
        ({"afternoons_week": 1}, False),
        ({"afternoons_week": 2}, True),
        ({"duty_minutes_week": 859}, False),
        ({"duty_minutes_week": 860}, True),
    ],
)
def test_caps_of_the_week_bind_at_their_edge(
    caps: dict[str, int], allowed: bool
) -> None:
    books, world = roster(schools=w.east(**caps))
    t1 = world.adults["T1"]
    books.book("T1", books.lesson_bookings(t1, CARE))
    assert books.can(t1, books.lesson_bookings(t1, TUESDAY)) == allowed


def test_released_bookings_are_forgotten() -> None:
    books, world = roster(schools=w.east(lessons_week=1))
    t1 = world.adults["T1"]
    books.book("T1", books.lesson_bookings(t1, CARE))
    books.release("T1", CARE)
    assert books.lessons("T1") == 0
    assert books.can(t1, books.lesson_bookings(t1, TUESDAY))


def test_posts_are_no_lessons_but_take_time() -> None:
    books, world = roster(schools=w.east(lessons_week=1, afternoons_week=1))
    t1 = world.adults["T1"]
    gate = Posted("T1", "east", 1, DutyRole.GATE_DUTY, "every")
    bookings = books.post_bookings(gate)
    if bookings:
        books.book("T1", bookings)
        assert books.lessons("T1") == 0
        assert not books.can(t1, books.lesson_bookings(t1, TUESDAY)), "one afternoon"


def test_outsiders_are_paid_from_the_fees_only() -> None:
    poor = w.changed(
        w.EAST, money=w.Money(weeks_per_month=4, external_ceiling_fen=6000)
    )
    books, world = roster(schools=(poor,))
    coach = world.adults["C1"]
    one = ClubGroup("chess", 0, "east", ("mon-2",))
    two = ClubGroup("chess", 1, "east", ("tue-2",))
    assert books.can(coach, books.lesson_bookings(coach, one))
    books.book("C1", books.lesson_bookings(coach, one))
    assert not books.can(coach, books.lesson_bookings(coach, two)), "6,000 fen each"


def test_one_campus_an_afternoon_and_the_lender_keeps_its_cover() -> None:
    instance = w.two_campuses()
    world = World(instance, Policy.of(instance))
    books = Roster(world)
    g1 = world.adults["G1"]
    west = CareGroup("2-9", "west", "w-mon-2")
    assert books.can(g1, books.lesson_bookings(g1, west))
    books.book("G1", books.lesson_bookings(g1, CARE))
    assert not books.can(g1, books.lesson_bookings(g1, west)), "east already today"
    books.release("G1", CARE)
    books.book("G1", books.lesson_bookings(g1, west))
    for busy in ("T1", "T3"):
        who = world.adults[busy]
        books.book(busy, books.lesson_bookings(who, LATER))
    last = world.adults["T5"]
    assert not books.can(last, books.lesson_bookings(last, LATER)), "nobody would stay"


def _at(group: CareGroup) -> tuple[str, str]:
    return group.school, group.slot
