"""Proof that every adult holds valid papers on every day of service."""

from datetime import date
from random import Random

import pytest

from kehou_solver.domain import Adult, AdultKind, Instance, Paper, PaperKind, Timetable
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
    EAST,
    S1,
    SLOTS,
    T5,
    at_gate,
    care,
    changed,
    lawful,
    lawful_two,
    meeting,
    paper,
    replaced,
    two_campuses,
    world,
)

RULE = "papers_valid"
pytestmark = pytest.mark.clause("LZ-326", "LZ-419", "LZ-420")

SUNDAY, MONDAY, TUESDAY = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
LETTER, INSURANCE = PaperKind.LETTER, PaperKind.INSURANCE
BACKGROUND, HEALTH = PaperKind.BACKGROUND, PaperKind.HEALTH
ALL = (LETTER, INSURANCE, BACKGROUND, HEALTH)


def holding(adult: Adult, *kinds: PaperKind, other: tuple[Paper, ...] = ()) -> Instance:
    """The default world where one adult holds papers of these kinds, and others."""
    papers = (*(paper(kind) for kind in kinds), *other)
    return world(adults=replaced(ADULTS, changed(adult, papers=papers)))


def insured(**validity: date) -> Instance:
    """The default world where T5's insurance has these days."""
    return holding(T5, LETTER, other=(paper(INSURANCE, **validity),))


def led_by(adult: str, *slots: str) -> Timetable:
    """A chess group."""
    return meeting("chess", *(slots or ("mon-2",)), room="hall", lead=adult)


ASSISTED = meeting("robots", "tue-2", room="lab", lead="V1", assistants=("T5",))


@edges(
    edge("nothing at all", True, holding(T5), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge("an adult without papers who does not serve", True, holding(T5), led_by("C1")),
    edge(
        "a teacher with letter and insurance",
        True,
        holding(T5, LETTER, INSURANCE),
        led_by("T5"),
    ),
    edge(
        "a teacher without letter",
        False,
        holding(T5, INSURANCE, BACKGROUND, HEALTH),
        led_by("T5"),
    ),
    edge(
        "a teacher without insurance",
        False,
        holding(T5, LETTER, BACKGROUND, HEALTH),
        led_by("T5"),
    ),
    edge("an outsider with all papers", True, holding(C1, *ALL), led_by("C1")),
    edge(
        "an outsider without background check",
        False,
        holding(C1, LETTER, INSURANCE, HEALTH),
        led_by("C1"),
    ),
    edge(
        "an outsider without health check",
        False,
        holding(C1, LETTER, INSURANCE, BACKGROUND),
        led_by("C1"),
    ),
    edge(
        "an outsider without letter",
        False,
        holding(C1, INSURANCE, BACKGROUND, HEALTH),
        led_by("C1"),
    ),
    edge(
        "an outsider without insurance",
        False,
        holding(C1, LETTER, BACKGROUND, HEALTH),
        led_by("C1"),
    ),
    edge(
        "a group teacher with letter and insurance",
        True,
        world(
            adults=(
                changed(
                    T5,
                    kind=AdultKind.GROUP_TEACHER,
                    papers=(paper(LETTER), paper(INSURANCE)),
                ),
            )
        ),
        led_by("T5"),
    ),
    edge(
        "a volunteer with letter and insurance",
        False,
        world(
            adults=(
                changed(
                    T5,
                    kind=AdultKind.VOLUNTEER,
                    papers=(paper(LETTER), paper(INSURANCE)),
                ),
            )
        ),
        led_by("T5"),
    ),
    edge("a paper valid from the day", True, insured(valid_from=MONDAY), led_by("T5")),
    edge(
        "a paper valid from the day after",
        False,
        insured(valid_from=TUESDAY),
        led_by("T5"),
    ),
    edge(
        "a paper valid until the day", True, insured(valid_until=MONDAY), led_by("T5")
    ),
    edge(
        "a paper valid until the day before",
        False,
        insured(valid_until=SUNDAY),
        led_by("T5"),
    ),
    edge(
        "a paper that ends between two meetings",
        False,
        insured(valid_until=MONDAY),
        led_by("T5", "mon-2", "tue-2"),
    ),
    edge(
        "a paper renewed between two meetings",
        True,
        holding(
            T5,
            LETTER,
            other=(
                paper(INSURANCE, valid_until=MONDAY),
                paper(INSURANCE, valid_from=TUESDAY),
            ),
        ),
        led_by("T5", "mon-2", "tue-2"),
    ),
    edge("an assistant without papers", False, holding(T5), ASSISTED),
    edge(
        "homework care without papers",
        False,
        holding(T5),
        care("mon-1", "1-1", room="r1", lead="T5"),
    ),
    edge(
        "support staff at a post with letter and insurance",
        True,
        holding(S1, LETTER, INSURANCE),
        at_gate("S1", 1),
    ),
    edge(
        "support staff at a post without insurance",
        False,
        holding(S1, LETTER),
        at_gate("S1", 1),
    ),
    edge(
        "a post on a day without insurance",
        False,
        holding(S1, LETTER, other=(paper(INSURANCE, valid_until=MONDAY),)),
        at_gate("S1", 2),
    ),
    edge(
        "a post nobody needs without papers",
        True,
        changed(holding(S1), schools=(changed(EAST, posts=()),)),
        at_gate("S1", 1),
    ),
    edge(
        "no papers on the day of even weeks",
        False,
        changed(
            insured(valid_until=MONDAY),
            slots=(SLOTS[1], changed(SLOTS[3], weeks="even")),
        ),
        led_by("T5", "mon-2", "tue-2"),
    ),
)
def test_nobody_serves_without_valid_papers(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Adults with most papers, many of which begin or end in the week."""

    def papers() -> tuple[Paper, ...]:
        return tuple(
            paper(
                kind,
                valid_from=chance.choice([SUNDAY, MONDAY, MONDAY, TUESDAY]),
                valid_until=chance.choice([MONDAY, TUESDAY, TUESDAY, TUESDAY]),
            )
            for kind in (*ALL, *some(chance, ALL, 0, 3))
            if odds(chance, 95)
        )

    world = random_world(chance)
    adults = each_changed(world.adults, lambda _: {"papers": papers()})
    instance = changed(world, adults=adults)
    return instance, random_timetable(
        chance, instance, care=1, clubs=odds(chance, 50), posts=1, leads=(0, 1)
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
