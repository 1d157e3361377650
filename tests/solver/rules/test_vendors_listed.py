"""Proof that vendors serve only as their district lists, admits and prices them."""

from datetime import date
from random import Random

import pytest

from kehou_solver.domain import Instance, Terms, Timetable
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
    random_timetable,
    random_world,
    repeatedly,
    some,
)
from tests.solver.worlds import (
    ADULTS,
    DISTRICT,
    EAST,
    SLOTS,
    V1,
    WEST,
    at_gate,
    care,
    changed,
    lawful,
    meeting,
    replaced,
    two_campuses,
    vendor,
    world,
)

RULE = "vendors_listed"
pytestmark = pytest.mark.clause("LZ-312", "LZ-319", "LZ-320", "LZ-322")

SUNDAY, MONDAY, TUESDAY = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
OTHER = changed(DISTRICT, id="E", name="E", vendor_rate_cap_fen=9000)


def acme(**changes: object) -> Instance:
    """The default world where the district lists V1's vendor otherwise."""
    return world(vendors=(vendor(**changes),))


def paid(fen: int, *terms: Terms, cap: int | None = 8000) -> Instance:
    """The default world where V1 is paid otherwise."""
    return world(
        adults=replaced(ADULTS, changed(V1, pay_fen_per_lesson=fen, terms=terms)),
        districts=(changed(DISTRICT, vendor_rate_cap_fen=cap),),
    )


def robots(
    *slots: str, lead: str = "V1", assistants: tuple[str, ...] = ()
) -> Timetable:
    """A robots group."""
    return meeting(
        "robots", *(slots or ("mon-2",)), room="lab", lead=lead, assistants=assistants
    )


UNDECLARED = acme(no_promotion_declared=False)


@edges(
    edge("nothing at all", True, UNDECLARED, Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a vendor nobody knows", False, world(vendors=()), robots()),
    edge(
        "an instructor of no vendor",
        False,
        world(adults=replaced(ADULTS, changed(V1, vendor=None))),
        robots(),
    ),
    edge("a vendor another district lists", False, acme(district="E"), robots()),
    edge(
        "a school of the vendor's district, another school of another",
        True,
        two_campuses(
            districts=(DISTRICT, OTHER), schools=(EAST, changed(WEST, district="E"))
        ),
        robots(),
    ),
    edge(
        "a group at a school of another district",
        False,
        two_campuses(
            districts=(DISTRICT, OTHER), schools=(EAST, changed(WEST, district="E"))
        ),
        changed(
            robots("w-mon-2"),
            groups=(changed(robots("w-mon-2").groups[0], school="west"),),
        ),
    ),
    edge("listed from the day", True, acme(listed_from=MONDAY), robots()),
    edge("listed from the day after", False, acme(listed_from=TUESDAY), robots()),
    edge("listed until the day", True, acme(listed_until=MONDAY), robots()),
    edge("listed until the day before", False, acme(listed_until=SUNDAY), robots()),
    edge("removed on the day", False, acme(removed_on=MONDAY), robots()),
    edge("removed on the day after", True, acme(removed_on=TUESDAY), robots()),
    edge(
        "removed between two meetings",
        False,
        acme(removed_on=TUESDAY),
        robots("mon-2", "tue-2"),
    ),
    edge(
        "removed before the meeting of even weeks",
        False,
        changed(
            acme(removed_on=TUESDAY), slots=(SLOTS[1], changed(SLOTS[3], weeks="even"))
        ),
        robots("mon-2", "tue-2"),
    ),
    edge("not admitted for the club", False, acme(clubs=("chess",)), robots()),
    edge("admitted for several clubs", True, acme(clubs=("chess", "robots")), robots()),
    edge("no promotion not declared", False, UNDECLARED, robots()),
    edge(
        "an assistant of an undeclared vendor",
        False,
        UNDECLARED,
        robots(lead="T5", assistants=("V1",)),
    ),
    edge("a coach needs no list", True, UNDECLARED, robots(lead="C1")),
    edge(
        "homework care is not judged here",
        True,
        UNDECLARED,
        care("mon-1", "1-1", room="r1", lead="V1"),
    ),
    edge("a post is not judged here", True, UNDECLARED, at_gate("V1", 1)),
    edge("pay at the cap", True, paid(8000), robots()),
    edge("pay one fen above the cap", False, paid(8001), robots()),
    edge(
        "terms above the cap",
        False,
        paid(8000, Terms(club="robots", pay_fen=8001)),
        robots(),
    ),
    edge(
        "terms within the cap",
        True,
        paid(9000, Terms(club="robots", pay_fen=8000)),
        robots(),
    ),
    edge(
        "terms of another club above the cap",
        True,
        paid(8000, Terms(club="chess", pay_fen=9000)),
        robots(),
    ),
    edge(
        "terms of homework care above the cap",
        True,
        paid(8000, Terms(pay_fen=9000)),
        robots(),
    ),
    edge(
        "terms without pay leave the usual pay",
        False,
        paid(9000, Terms(club="robots", minutes=10)),
        robots(),
    ),
    edge("no cap in the district", False, paid(0, cap=None), robots()),
    edge("no cap, and no vendor serves", True, paid(0, cap=None), robots(lead="C1")),
)
def test_vendors_serve_only_as_listed(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Vendor instructors of a vendor that is usually in order."""
    clubs = ("chess", "robots", "swim", "dance")
    entry = vendor(
        clubs=clubs if odds(chance, 70) else some(chance, clubs, 2, 4),
        district="E" if odds(chance, 10) else "D",
        listed_from=chance.choice([SUNDAY, MONDAY, MONDAY, TUESDAY]),
        listed_until=chance.choice([SUNDAY, MONDAY, TUESDAY, TUESDAY, TUESDAY]),
        removed_on=TUESDAY if odds(chance, 20) else None,
        no_promotion_declared=not odds(chance, 5),
    )
    districts = (
        changed(DISTRICT, vendor_rate_cap_fen=chance.choice([8000, 8001, 8000, None])),
        OTHER,
    )
    world = random_world(
        chance,
        districts=districts,
        schools=(EAST, changed(WEST, district="E" if odds(chance, 30) else "D")),
        vendors=(entry,),
    )
    adults = each_changed(
        world.adults,
        lambda a: {
            "pay_fen_per_lesson": chance.choice([7999, 8000, 8000, 8000, 8001]),
            "terms": tuple(
                Terms(club=each, pay_fen=chance.choice([None, 8000, 8001]))
                for each in some(chance, (None, *clubs), 0, 1)
            ),
            "vendor": None if a.vendor is None or odds(chance, 3) else "acme",
        },
    )
    instance = changed(world, adults=adults)
    who = ("V1", "V1", "C1", "T5")
    return instance, random_timetable(
        chance, instance, care=1, clubs=2, posts=1, leads=(1,), adults=who, seats=0
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
