"""The page for families: complete, harmless, and silent about single children."""

import re

from kehou_solver.domain import Hardship, Timetable
from kehou_solver.policy import Policy
from kehou_solver.report.pages import page
from kehou_solver.report.pages_statistics import (
    TierSeats,
    published_count,
    seats_by_tier,
)
from tests.solver.worlds import (
    CLASSES,
    CLUBS,
    PUPILS,
    changed,
    homeroom,
    lawful,
    pupil,
    replaced,
    world,
)


def the_page(lang: str = "zh", **changes: object) -> str:
    instance = world(**changes)
    return page(instance, lawful(), Policy.of(instance), lang=lang)


def test_every_class_and_club_is_on_the_page_in_both_languages() -> None:
    for lang, day in (("zh", "周一"), ("en", "Mon")):
        html = the_page(lang)
        for words in (*(c.id for c in CLASSES), *(c.name for c in CLUBS), day):
            assert words in html


def test_no_child_and_no_kind_of_hardship_is_on_the_page() -> None:
    poor = tuple(changed(p, hardship=(Hardship.LEFT_BEHIND,)) for p in PUPILS)
    html = the_page(pupils=poor)
    for child in PUPILS:
        assert not re.search(rf"\b{child.id}\b", html)
    assert "left_behind" not in html
    assert "留守" not in html


def test_a_name_cannot_slip_markup_into_the_page() -> None:
    nasty = changed(CLUBS[0], name="<script>alert(1)</script>")
    html = the_page(clubs=replaced(CLUBS, nasty))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_page_needs_nothing_from_elsewhere() -> None:
    assert not re.search(r"(src|href)=|https?://|@import|url\(", the_page())


def test_a_notice_in_two_languages_is_shown_in_the_one_asked_for() -> None:
    notes = ("每班 36 人为假定。 / 36 in a class are assumed.", "一/二年级 only here")
    assert "are assumed" not in the_page("zh", notes=notes)
    english = the_page("en", notes=notes)
    assert "36 in a class are assumed." in english
    assert "为假定" not in english
    assert "一/二年级 only here" in english


def test_counts_from_one_to_four_are_withheld() -> None:
    assert [published_count(n) for n in (0, 1, 4, 5, 12)] == [0, None, None, 5, 12]


def test_few_children_without_a_seat_are_as_telling_as_few_with_one() -> None:
    children = tuple(pupil(f"q{n}", "1-1", "chess") for n in range(12))
    instance = world(
        pupils=children, classes=replaced(CLASSES, homeroom("1-1", 1, room="r1"))
    )
    policy = Policy.of(instance)
    seat = lawful().seats[0]

    def seated(count: int) -> tuple[TierSeats, ...]:
        seats = tuple(changed(seat, pupil=child.id) for child in children[:count])
        return seats_by_tier(instance, Timetable(seats=seats), policy)

    assert seated(0) == (TierSeats(tier=2, wished=12, seated=0),)
    assert seated(3) == (TierSeats(tier=2, wished=12, seated=None),)
    assert seated(6) == (TierSeats(tier=2, wished=12, seated=6),)
    # 12 wished and 10 seated would tell that two got nothing.
    assert seated(10) == (TierSeats(tier=2, wished=12, seated=None),)
    assert seated(12) == (TierSeats(tier=2, wished=12, seated=12),)
