"""Proof that the service lasts until the end of work, or somebody has waived it."""

from datetime import date
from random import Random

import pytest

from kehou_solver.domain import Instance, School, Tier, Timetable, Waiver
from tests.solver.rules.agreement import (
    Week,
    agree,
    both_sides,
    each_changed,
    edge,
    edges,
    judged,
    odds,
    others_change_nothing,
    random_world,
    repeatedly,
    some,
)
from tests.solver.worlds import (
    DISTRICT,
    EAST,
    SLOTS,
    WEST,
    at,
    changed,
    lawful,
    lawful_two,
    slot,
    two_campuses,
    world,
)

RULE = "service_ends_after_work"
pytestmark = pytest.mark.clause("LZ-304")

SUNDAY, MONDAY, TUESDAY = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
NOTHING = Timetable()


def waiver(**changes: object) -> Waiver:
    """Leave for Monday and Tuesday of this week at east."""
    return Waiver(
        **{
            "rule": RULE,
            "school": "east",
            "weekdays": (1, 2),
            "approved_by": "县区教育局",
            "reason": "冬令时校车",
            "until": TUESDAY,
            **changes,
        }
    )


def until(off_work: str, *waivers: Waiver, **changes: object) -> Instance:
    """The default world, whose service ends at 18:00, with another off-work time."""
    districts = (changed(DISTRICT, off_work_time=at(off_work)),)
    return world(districts=districts, waivers=waivers, **changes)


def east(**changes: object) -> dict[str, tuple[School]]:
    """Another sort of school."""
    return {"schools": (changed(EAST, **changes),)}


MON_EARLY = {"slots": (SLOTS[0], *SLOTS[2:])}
"""On Monday the service ends at 17:10."""

MON_2_ODD = {"slots": (SLOTS[0], changed(SLOTS[1], weeks="odd"), *SLOTS[2:])}
LONG_FIRST = {
    "slots": (slot("long", 1, "16:30", "18:00"), slot("short", 1, "16:40", "17:10"))
}


@edges(
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge("exactly at off-work time", True, until("18:00"), NOTHING),
    edge("a minute before off-work time", False, until("18:01"), NOTHING),
    edge("after off-work time", True, until("17:30"), NOTHING),
    edge("one of two days ends early", False, until("18:00", **MON_EARLY), NOTHING),
    edge(
        "the slot that ends last counts, not the one that starts last",
        True,
        until("18:00", **LONG_FIRST),
        NOTHING,
    ),
    edge(
        "days without slots ask for nothing",
        True,
        until("18:00", slots=SLOTS[:2]),
        NOTHING,
    ),
    edge("a village school", True, until("23:00", **east(tier=Tier.VILLAGE)), NOTHING),
    edge(
        "a township school", False, until("23:00", **east(tier=Tier.TOWNSHIP)), NOTHING
    ),
    edge(
        "a county town school",
        False,
        until("23:00", **east(tier=Tier.COUNTY_TOWN)),
        NOTHING,
    ),
    edge("a boarding school", True, until("23:00", **east(boarding=True)), NOTHING),
    edge("a private school", False, until("23:00", **east(public=False)), NOTHING),
    edge(
        "the other campus ends early",
        False,
        two_campuses(
            slots=(*SLOTS, slot("w-mon-2", 1, "17:20", "17:59", school="west"))
        ),
        NOTHING,
    ),
    edge(
        "the other campus is of another district",
        True,
        two_campuses(
            slots=(*SLOTS, slot("w-mon-2", 1, "17:20", "17:59", school="west")),
            districts=(DISTRICT, changed(DISTRICT, id="E", off_work_time=at("17:30"))),
            schools=(EAST, changed(WEST, district="E")),
        ),
        NOTHING,
    ),
    # Waivers
    edge("waived on both days", True, until("18:01", waiver()), NOTHING),
    edge(
        "waived on one of two days",
        False,
        until("18:01", waiver(weekdays=(1,))),
        NOTHING,
    ),
    edge(
        "waived on the day that is short",
        True,
        until("18:00", waiver(weekdays=(1,)), **MON_EARLY),
        NOTHING,
    ),
    edge(
        "waived on the day that is not short",
        False,
        until("18:00", waiver(weekdays=(2,)), **MON_EARLY),
        NOTHING,
    ),
    edge(
        "waived day by day",
        True,
        until("18:01", waiver(weekdays=(1,)), waiver(weekdays=(2,))),
        NOTHING,
    ),
    edge(
        "waived until the day",
        True,
        until("18:00", waiver(until=MONDAY), **MON_EARLY),
        NOTHING,
    ),
    edge(
        "waived until the day before",
        False,
        until("18:00", waiver(until=SUNDAY), **MON_EARLY),
        NOTHING,
    ),
    edge(
        "a waiver that ends between two short days",
        False,
        until("18:01", waiver(until=MONDAY)),
        NOTHING,
    ),
    edge(
        "waived at another school",
        False,
        two_campuses(waivers=(waiver(school="west"),), **MON_EARLY),
        NOTHING,
    ),
    edge(
        "another rule is waived",
        False,
        until("18:01", waiver(rule="room_seats")),
        NOTHING,
    ),
    # Odd and even weeks
    edge(
        "the late slot is held in odd weeks only",
        False,
        until("18:00", **MON_2_ODD),
        NOTHING,
    ),
    edge(
        "the late slot is held in odd weeks only, waived",
        True,
        until("18:00", waiver(weekdays=(1,)), **MON_2_ODD),
        NOTHING,
    ),
    edge(
        "a day with a slot of odd weeks only",
        True,
        until("18:00", slots=MON_2_ODD["slots"][1:2]),
        NOTHING,
    ),
)
def test_service_lasts_until_the_end_of_work(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Slots that end about when work does, and waivers that may fit."""
    tiers = [*Tier, Tier.CITY_DISTRICT, Tier.CITY_DISTRICT]
    times = list(map(at, ("17:10", "17:59", "18:00", "18:00", "18:01")))
    world = random_world(
        chance,
        biweekly=15,
        districts=(changed(DISTRICT, off_work_time=chance.choice(times)),),
        schools=tuple(
            changed(school, tier=chance.choice(tiers), boarding=odds(chance, 30))
            for school in (EAST, WEST)
        ),
        waivers=tuple(
            waiver(
                school=chance.choice(["east", "west"]),
                weekdays=some(chance, (1, 2), 1, 2),
                until=chance.choice([SUNDAY, MONDAY, TUESDAY]),
            )
            for _ in range(chance.choice([0, 1, 2, 3]))
        ),
    )
    late = [1 if odds(chance, 20) else 0 for _ in world.slots]
    moved = iter(late)
    slots = each_changed(world.slots, lambda s: {"end": s.end - next(moved)})
    return changed(world, slots=slots), NOTHING


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
