"""Exchanges that break just one rule, of the rules that chance seldom breaks alone."""

from typing import Any

from kehou_solver.checks import audit, broken
from kehou_solver.domain import Instance, LessonsEnd, Timetable
from kehou_solver.fairness.exchange import Exchange
from kehou_solver.fairness.seating import Seating
from kehou_solver.policy import Policy
from tests.solver import worlds as small
from tests.solver.fairness.test_exchanges import by_hand
from tests.verifier.weeks import full_instance, full_timetable

P3 = small.pupil("p3", "1-1", "chess")
FIRST_CLASS = ("p1", "p2", "p3")
FREE_SEAT = Exchange("p3", "chess")


def rules_broken_by(
    instance: Instance, timetable: Timetable, exchange: Exchange
) -> set[str]:
    """Return the rules the judge finds broken, after comparing with the seating."""
    policy = Policy.of(instance)
    assert not broken(audit(instance, timetable, policy))
    after = broken(audit(instance, by_hand(timetable, exchange), policy))
    seating = Seating(instance, timetable, policy)
    assert seating.allows(exchange) == (not after)
    return {finding.rule for finding in after}


def chess_for_four(**changes: Any) -> Instance:
    pupils = small.replaced(small.PUPILS, P3)
    clubs = (small.changed(small.CHESS, seats=4), small.ROBOTS)
    return small.world(**{"pupils": pupils, "clubs": clubs, **changes})


def test_a_free_seat_needs_a_chair_in_the_room() -> None:
    def hall(seats: int) -> Instance:
        room = small.room("hall", seats, features=("boards",))
        return chess_for_four(rooms=small.replaced(small.ROOMS, room))

    assert rules_broken_by(hall(4), small.lawful(), FREE_SEAT) == set()
    assert rules_broken_by(hall(3), small.lawful(), FREE_SEAT) == {"room_seats"}


def test_a_child_who_loses_a_seat_needs_somebody_to_look_after_it() -> None:
    """All of class 1-1 play chess, so it has no homework group in that slot."""
    instance = chess_for_four(
        pupils=(
            *(small.pupil(name, "1-1", "chess") for name in FIRST_CLASS),
            *(small.pupil(name, "3-1", "chess", "robots") for name in ("p4", "p5")),
        )
    )
    week = small.together(
        small.without(small.lawful(), "chess", "robots"),
        small.meeting("chess", "mon-2", room="hall", lead="C1", seats=FIRST_CLASS),
    )
    taken = Exchange("p4", "chess", "p1")
    assert rules_broken_by(instance, week, taken) == set()
    alone = small.without(week, "1-1@mon-2")
    assert rules_broken_by(instance, alone, taken) == {"everyone_in_care"}


def test_a_child_whose_lessons_end_late_misses_the_walk_to_the_venue() -> None:
    def ending(clock: str) -> Instance:
        ends = (
            LessonsEnd(weekday=1, end=small.at("16:20")),
            LessonsEnd(weekday=2, end=small.at(clock)),
        )
        world = full_instance()
        return small.changed(
            world,
            pupils=small.replaced(
                world.pupils,
                small.pupil(
                    "p14", "6-1", "swim", "chess", clubs_per_week=2, homework=False
                ),
            ),
            classes=small.replaced(
                world.classes, small.homeroom("6-1", 6, lessons_end=ends)
            ),
        )

    week = full_timetable()
    merged = tuple(
        small.changed(group, classes=("3-1", "6-1"))
        if group.kind == "homework" and "3-1" in group.classes
        else group
        for group in week.groups
    )
    week = small.changed(week, groups=merged)
    walk = Exchange("p14", "swim")  # leaves at 16:20 for a swim at 16:30
    assert rules_broken_by(ending("16:20"), week, walk) == set()
    assert rules_broken_by(ending("16:21"), week, walk) == {"after_last_lesson"}
