"""Proof that the pay of outsiders stays within the fee income."""

from random import Random

import pytest

from kehou_solver.domain import (
    AdultKind,
    Instance,
    Money,
    School,
    Staff,
    Terms,
    Tier,
    TierFee,
    Timetable,
)
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
    C1,
    CLASSES,
    DISTRICT,
    EAST,
    PUPILS,
    SLOTS,
    TERM_START,
    WEST,
    at_gate,
    care,
    changed,
    lawful,
    lawful_two,
    meeting,
    replaced,
    together,
    two_campuses,
    world,
)

RULE = "external_labour_cap"
pytestmark = pytest.mark.clause("LZ-412")


def money(fee: int | None = None, ceiling: int | None = None, weeks: int = 4) -> Money:
    """The money of a school."""
    return Money(fee_month_fen=fee, external_ceiling_fen=ceiling, weeks_per_month=weeks)


def budget(
    pay: int, fee: int | None = 400, *, ceiling: int | None = None, **changes: object
) -> Instance:
    """Six paying children at this fee, and C1 paid so many fen.

    At 400 fen a child the income is 2400 fen a month: 600 fen in each of four weeks.
    """
    return world(
        schools=(changed(EAST, money=money(fee, ceiling)),),
        adults=replaced(ADULTS, changed(C1, pay_fen_per_lesson=pay, **changes)),
    )


def of_tier(pay: int, tier: Tier, public: bool = True, *fees: TierFee) -> Instance:
    """A school that has set no fee, and C1 paid so many fen."""
    return changed(
        budget(pay, None),
        schools=(changed(EAST, tier=tier, public=public),),
        districts=(changed(DISTRICT, fees=fees),),
    )


def waived(pay: int, fee: int, percent: int) -> Instance:
    """Two children who pay in part."""
    pupils = tuple(changed(p, fee_waiver_percent=percent) for p in PUPILS[:2])
    return changed(budget(pay, fee), pupils=pupils)


def unlisted(pay: int, **changes: object) -> Instance:
    """No child is listed; class 1-1 may have six unlisted ones."""
    return changed(
        budget(pay), pupils=(), classes=(changed(CLASSES[0], **changes), CLASSES[1])
    )


def two(
    east: int, west: int, serves: tuple[str, ...] = ("east", "west"), **changes: object
) -> Instance:
    """Two campuses with ceilings, no other limit, and C1 at 100 fen a lesson."""
    schools: tuple[School, ...] = (
        changed(EAST, money=money(ceiling=east)),
        changed(WEST, money=money(ceiling=west)),
    )
    coach = changed(C1, serves=serves, pay_fen_per_lesson=100, **changes)
    return two_campuses(schools=schools, adults=replaced(ADULTS, coach))


CHESS = meeting("chess", "mon-2", room="hall", lead="C1")
TWICE = meeting("chess", "mon-2", "tue-2", room="hall", lead="C1")
CARE = care("tue-1", "1-1", room="r1", lead="C1")
WEST_CARE = care("w-mon-2", "2-9", room="r9", lead="C1", school="west")
ASSISTS = meeting("robots", "mon-2", room="lab", lead="T5", assistants=("C1",))
BY_TEACHER = meeting("chess", "mon-2", room="hall", lead="T5")
CITY_FEES = 6 * 12000 // 4
"""A week of six children in a public school of a city district."""


@edges(
    edge("nothing at all", True, budget(10**6, 0), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge("exactly the income", True, budget(600), CHESS),
    edge("one fen a week more than the income", False, budget(601), CHESS),
    edge("every lesson is paid", False, budget(301), TWICE),
    edge("two lessons, exactly the income", True, budget(300), TWICE),
    edge("assisting is paid", False, budget(601), ASSISTS),
    edge("homework care is paid", False, budget(301), together(CHESS, CARE)),
    edge(
        "teachers are not outsiders",
        True,
        changed(budget(601), schools=(changed(EAST, money=money(0)),)),
        BY_TEACHER,
    ),
    edge(
        "support staff are no outsiders",
        True,
        budget(601, 0, kind=AdultKind.SUPPORT_STAFF),
        CHESS,
    ),
    edge(
        "volunteers without pay cost nothing",
        True,
        budget(0, 0, kind=AdultKind.VOLUNTEER),
        CHESS,
    ),
    edge("no income, one fen of pay", False, budget(1, 0), CHESS),
    # Weeks and ceiling
    edge(
        "five weeks to a month",
        False,
        changed(budget(600), schools=(changed(EAST, money=money(400, weeks=5)),)),
        CHESS,
    ),
    edge("exactly the ceiling", True, budget(500, ceiling=500), CHESS),
    edge("one fen above the ceiling", False, budget(501, ceiling=500), CHESS),
    edge("a ceiling of nothing", False, budget(1, ceiling=0), CHESS),
    edge(
        "a ceiling above the income does not help",
        False,
        budget(601, ceiling=9999),
        CHESS,
    ),
    # Terms and fixed pay
    edge(
        "terms of the club above the usual pay",
        False,
        budget(1, terms=(Terms(club="chess", pay_fen=601),)),
        CHESS,
    ),
    edge(
        "terms of the club below the usual pay",
        True,
        budget(601, terms=(Terms(club="chess", pay_fen=600),)),
        CHESS,
    ),
    edge(
        "terms of homework care do not change the club",
        True,
        budget(600, terms=(Terms(pay_fen=9999),)),
        CHESS,
    ),
    edge("terms of homework care", False, budget(0, terms=(Terms(pay_fen=601),)), CARE),
    edge(
        "terms without pay leave the usual pay",
        False,
        budget(601, terms=(Terms(club="chess", minutes=1),)),
        CHESS,
    ),
    edge("fixed pay comes once on top", True, budget(200, fixed_fen_week=200), TWICE),
    edge(
        "fixed pay comes once on top, one fen too much",
        False,
        budget(200, fixed_fen_week=201),
        TWICE,
    ),
    edge(
        "fixed pay of one who is not used",
        True,
        budget(0, fixed_fen_week=9999),
        BY_TEACHER,
    ),
    edge(
        "fixed pay of one used at a post only",
        False,
        budget(0, fixed_fen_week=601),
        at_gate("C1", 1),
    ),
    edge(
        "fixed pay of one sent to a post nobody needs",
        True,
        changed(
            budget(0, fixed_fen_week=601),
            schools=(changed(EAST, posts=(), money=money(400)),),
        ),
        at_gate("C1", 1),
    ),
    edge(
        "fixed pay of support staff",
        True,
        budget(0, fixed_fen_week=9999, kind=AdultKind.SUPPORT_STAFF),
        at_gate("C1", 1),
    ),
    # Whose pay, whose income
    edge(
        "each school pays its own lessons",
        True,
        two(100, 100),
        together(CHESS, WEST_CARE),
    ),
    edge(
        "one school above its ceiling, the other far below",
        False,
        two(999, 99),
        together(CHESS, WEST_CARE),
    ),
    edge(
        "fixed pay falls to the first school served",
        False,
        two(50, 999, fixed_fen_week=51),
        WEST_CARE,
    ),
    edge(
        "fixed pay does not fall to the second school served",
        True,
        two(51, 100, fixed_fen_week=51),
        WEST_CARE,
    ),
    edge(
        "fixed pay falls to the first school served, not home",
        True,
        two(0, 151, ("west", "east"), fixed_fen_week=51),
        WEST_CARE,
    ),
    edge(
        "children without consent pay nothing",
        False,
        changed(budget(600), pupils=(*PUPILS[:5], changed(PUPILS[5], consent=None))),
        CHESS,
    ),
    edge(
        "children of another school pay elsewhere",
        False,
        changed(two(9999, 9999), pupils=two_campuses().pupils[6:]),
        CHESS,
    ),
    edge(
        "unlisted children pay",
        True,
        unlisted(600, unlisted=6, unlisted_consent=TERM_START),
        CHESS,
    ),
    edge(
        "one unlisted child too few",
        False,
        unlisted(600, unlisted=5, unlisted_consent=TERM_START),
        CHESS,
    ),
    edge(
        "unlisted children without consent pay nothing",
        False,
        unlisted(1, unlisted=6),
        CHESS,
    ),
    # Waivers, rounded down child by child: 2 x floor(405 x 0.51) = 412 a month.
    edge("partly waived fees, exactly the income", True, waived(103, 405, 49), CHESS),
    edge(
        "partly waived fees, rounded down for each child",
        False,
        waived(104, 407, 49),
        CHESS,
    ),
    edge("fees waived in full", False, waived(1, 405, 100), CHESS),
    # Where the fee comes from
    edge(
        "the law's fee in a city district",
        True,
        of_tier(CITY_FEES, Tier.CITY_DISTRICT),
        CHESS,
    ),
    edge(
        "one fen above the law's fee in a city district",
        False,
        of_tier(CITY_FEES + 1, Tier.CITY_DISTRICT),
        CHESS,
    ),
    edge("the law's fee in a township", True, of_tier(12000, Tier.TOWNSHIP), CHESS),
    edge(
        "one fen above the law's fee in a township",
        False,
        of_tier(12001, Tier.TOWNSHIP),
        CHESS,
    ),
    edge(
        "the law's fee goes before the district's",
        False,
        of_tier(
            12001, Tier.TOWNSHIP, True, TierFee(tier=Tier.TOWNSHIP, fee_month_fen=99999)
        ),
        CHESS,
    ),
    edge(
        "the district's fee in a county town",
        True,
        of_tier(
            1500,
            Tier.COUNTY_TOWN,
            True,
            TierFee(tier=Tier.COUNTY_TOWN, fee_month_fen=1000),
        ),
        CHESS,
    ),
    edge(
        "one fen above the district's fee in a county town",
        False,
        of_tier(
            1501,
            Tier.COUNTY_TOWN,
            True,
            TierFee(tier=Tier.COUNTY_TOWN, fee_month_fen=1000),
        ),
        CHESS,
    ),
    edge(
        "the district's fee of another tier",
        False,
        of_tier(
            1, Tier.COUNTY_TOWN, True, TierFee(tier=Tier.VILLAGE, fee_month_fen=1000)
        ),
        CHESS,
    ),
    edge(
        "a private school has no fee by law",
        False,
        of_tier(1, Tier.CITY_DISTRICT, False),
        CHESS,
    ),
    edge("no fee known, and nobody paid", True, of_tier(0, Tier.COUNTY_TOWN), CHESS),
    edge("the school's own fee goes first", True, budget(600, 400), CHESS),
    # Odd and even weeks
    edge(
        "each week within the income",
        True,
        changed(
            budget(600),
            slots=(
                SLOTS[0],
                changed(SLOTS[1], weeks="odd"),
                SLOTS[2],
                changed(SLOTS[3], weeks="even"),
            ),
        ),
        TWICE,
    ),
    edge(
        "odd weeks above the income",
        False,
        changed(budget(301), slots=(SLOTS[1], changed(SLOTS[3], weeks="odd"))),
        TWICE,
    ),
    edge(
        "fixed pay only in the weeks used",
        True,
        budget(0, fixed_fen_week=600),
        changed(CHESS, staff=(Staff(adult="C1", group="chess", weeks="odd"),)),
    ),
)
def test_outside_labour_stays_within_the_fees(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Fees of every origin, and pay of about a week's share of them."""

    def some_school(school: School) -> School:
        tier = chance.choice([Tier.CITY_DISTRICT, Tier.TOWNSHIP, Tier.COUNTY_TOWN])
        fee = chance.choice([None, None, None, 8000, 12000])
        ceiling = chance.choice([None, None, 24000, 36000])
        return changed(
            school,
            tier=tier,
            public=not odds(chance, 10),
            money=money(fee, ceiling, chance.choice([3, 4, 5])),
        )

    world = random_world(
        chance,
        schools=tuple(some_school(school) for school in (EAST, WEST)),
        districts=(
            changed(
                DISTRICT, fees=(TierFee(tier=Tier.COUNTY_TOWN, fee_month_fen=10000),)
            ),
        ),
    )
    kinds = (AdultKind.RETIREE, AdultKind.VOLUNTEER, AdultKind.SUPPORT_STAFF)
    clubs = (None, *(club.id for club in world.clubs))
    instance = changed(
        world,
        pupils=each_changed(
            world.pupils,
            lambda _: {
                "fee_waiver_percent": chance.choice([0, 0, 33, 50, 100]),
                "consent": None if odds(chance, 10) else TERM_START,
            },
        ),
        classes=each_changed(
            world.classes,
            lambda _: {
                "unlisted": chance.choice([0, 1]),
                "unlisted_consent": TERM_START if odds(chance, 50) else None,
            },
        ),
        adults=each_changed(
            world.adults,
            lambda a: {
                "kind": chance.choice(kinds) if odds(chance, 30) else a.kind,
                "serves": some(chance, ("east", "west"), 1, 2),
                "pay_fen_per_lesson": chance.choice([0, 2000, 4000, 4001, 8000]),
                "fixed_fen_week": chance.choice([0, 0, 1000, 8000]),
                "terms": tuple(
                    Terms(club=each, pay_fen=chance.choice([None, 0, 6000]))
                    for each in some(chance, clubs, 0, 2)
                ),
            },
        ),
    )
    return instance, random_timetable(
        chance, instance, care=2, clubs=2, posts=1, seats=0, leads=(1,), biweekly=20
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
