"""City, county, school: stricter freely, looser only with leave."""

from datetime import date

import pytest

from kehou_solver.domain import AdultKind, PaperKind, Tier
from kehou_solver.errors import InputError, UnknownClause
from kehou_solver.policy import Policy
from kehou_solver.policy.shelf import parse
from tests.solver.policy.books import DAY, city, county, leave, number, stacked, toml

RULES_KEPT = 'treated_as = "rule"\nkept_by = ["room_seats", "room_open"]'
RULES_DROPPED = 'treated_as = "rule"\nkept_by = ["room_seats"]'
PAPERS_DROPPED = 'treated_as = "rule"\nkept_by = ["papers_valid"]'


def misfits(*lower: object, day: date = DAY) -> list[tuple[str, str]]:
    """Return where a stack does not fit and what is seen there."""
    with pytest.raises(InputError) as caught:
        stacked(*lower, day=day)  # type: ignore[arg-type]
    assert all(problem.expected_zh for problem in caught.value.problems)
    return [(problem.where, problem.seen) for problem in caught.value.problems]


@pytest.mark.clause("LZ-401", "LZ-502")
def test_a_lower_rulebook_adds_clauses_and_rules() -> None:
    extra = county(("K-1", 'treated_as = "rule"\nkept_by = ["posts_filled"]'))
    policy = stacked(extra)
    assert [clause.id for clause in policy.clauses] == [
        "C-1",
        "C-2",
        "C-3",
        "C-4",
        "K-1",
    ]
    assert policy.rules() - stacked().rules() == {"posts_filled"}
    assert policy.book_of("K-1").name == "county"


@pytest.mark.clause("LZ-502")
@pytest.mark.parametrize(
    ("name", "stricter", "value", "allowed"),
    [
        pytest.param("cap", "lower", 4, True, id="lower cap"),
        pytest.param("cap", "lower", 5, True, id="the same cap"),
        pytest.param("cap", "lower", 6, False, id="higher cap"),
        pytest.param("floor", "higher", 5, True, id="higher floor"),
        pytest.param("floor", "higher", 3, False, id="lower floor"),
        pytest.param("open", "lower", 99, True, id="a number the city leaves open"),
    ],
)
def test_a_number_may_be_stricter_but_not_looser(
    name: str, stricter: str, value: int, allowed: bool
) -> None:
    book = county(("K-1", number(name, stricter, value)))
    if allowed:
        assert stacked(book).number(name) == value
    else:
        wider = {"cap": 5, "floor": 4}[name]
        assert misfits(book) == [(f"county:{name}", f"{value} ({wider})")]


@pytest.mark.clause("LZ-502")
def test_leave_lets_a_number_be_looser_until_its_last_day() -> None:
    book = county(
        ("K-1", number("cap", "lower", 6)), more=leave("C-3", 'number = "cap"')
    )
    assert stacked(book, day=date(2026, 7, 15)).number("cap") == 6
    assert misfits(book, day=date(2026, 7, 16)) == [("county:cap", "6 (5)")]


def test_leave_for_something_else_does_not_help() -> None:
    book = county(
        ("K-1", number("cap", "lower", 6)), more=leave("C-4", 'number = "floor"')
    )
    assert misfits(book) == [("county:cap", "6 (5)")]


def test_leave_names_a_clause_and_thing_that_exist() -> None:
    book = county(
        more=leave("C-9", 'number = "cap"') + leave("C-1", 'rule = "room_suits"')
    )
    assert misfits(book) == [
        ("county:[[override]]", "C-9 / cap"),
        ("county:[[override]]", "C-1 / room_suits"),
    ]


def test_the_direction_of_a_number_is_for_the_widest_to_say() -> None:
    book = county(("K-1", number("cap", "higher", 9)))
    assert misfits(book) == [("county:K-1.cap", "stricter = 'higher'")]


def test_a_number_not_yet_in_force_leaves_the_wider_one() -> None:
    book = county(("K-1", number("cap", "lower", 2, start="2026-09-01")))
    assert stacked(book).number("cap") == 5
    assert stacked(book, day=date(2026, 9, 1)).number("cap") == 2


def test_numbers_change_on_their_day() -> None:
    assert stacked(day=date(2026, 8, 31)).number("cap") == 5
    assert stacked(day=date(2026, 9, 1)).number("cap") == 4
    with pytest.raises(UnknownClause, match="cap"):
        stacked(day=date(2025, 8, 31)).number("cap")


def test_a_number_the_city_has_since_tightened_is_noticed_on_that_day() -> None:
    book = county(("K-1", number("cap", "lower", 5)))
    assert stacked(book, day=date(2026, 8, 31)).number("cap") == 5
    assert misfits(book, day=date(2026, 9, 1)) == [("county:cap", "5 (4)")]


@pytest.mark.clause("LZ-502")
def test_a_rule_cannot_be_dropped_without_leave() -> None:
    bare = county(("C-1", RULES_DROPPED))
    allowed = county(("C-1", RULES_DROPPED), more=leave("C-1", 'rule = "room_open"'))
    assert misfits(bare) == [("county:room_open", "kept_by - room_open")]
    assert "room_open" not in stacked(allowed).rules()
    assert "room_seats" in stacked(allowed).rules()


def test_a_rule_cannot_be_called_something_else_without_leave() -> None:
    book = county(("C-1", 'treated_as = "outside"'))
    assert [where for where, _ in misfits(book)] == [
        "county:room_seats",
        "county:room_open",
    ]


def test_a_rule_cannot_be_made_waivable_without_leave() -> None:
    lines = f'{RULES_KEPT}\nwaivable_rules = ["room_open"]'
    book = county(("C-1", lines))
    allowed = county(("C-1", lines), more=leave("C-1", 'rule = "room_open"'))
    assert misfits(book) == [("county:room_open", "waivable_rules + room_open")]
    assert stacked(allowed).can_be_waived("room_open")


def test_what_one_clause_softens_another_may_still_demand() -> None:
    lines = f'{RULES_KEPT}\nwaivable_rules = ["room_open"]'
    strict = 'treated_as = "rule"\nkept_by = ["room_open"]'
    softened = county(
        ("C-1", lines), ("K-1", strict), more=leave("C-1", 'rule = "room_open"')
    )
    assert not stacked(softened).can_be_waived("room_open")


def test_a_paper_cannot_be_dropped_without_leave() -> None:
    bare = county(("C-2", PAPERS_DROPPED))
    allowed = county(
        ("C-2", PAPERS_DROPPED), more=leave("C-2", 'rule = "papers_valid"')
    )
    assert [where for where, _ in misfits(bare)] == ["county:papers_valid"]
    assert stacked().papers(AdultKind.RETIREE) == {PaperKind.HEALTH}
    assert stacked(allowed).papers(AdultKind.RETIREE) == frozenset()


def test_a_lower_rulebook_may_ask_one_kind_of_adult_for_a_paper_more() -> None:
    lines = (
        f"{PAPERS_DROPPED}\n"
        'papers = [{ paper = "background_check", asked_of = "volunteer" }]'
    )
    policy = stacked(county(("K-1", lines)))
    both = {PaperKind.HEALTH, PaperKind.BACKGROUND}
    assert policy.papers(AdultKind.VOLUNTEER) == both
    assert policy.papers(AdultKind.RETIREE) == {PaperKind.HEALTH}


def test_a_restated_clause_keeps_the_numbers_it_does_not_mention() -> None:
    lines = 'treated_as = "rule"\nkept_by = ["weekly_lessons_cap", "afternoons_cap"]'
    policy = stacked(county(("C-3", lines)))
    assert policy.number("cap") == 5
    assert set(policy.clause("C-3").numbers) == {"cap"}
    assert "afternoons_cap" in policy.rules()
    assert policy.book_of("C-3").name == "county"


def test_three_books_stack_and_the_lowest_number_counts() -> None:
    middle = county(("K-1", number("cap", "lower", 4)))
    school = parse("school", toml(("S-1", number("cap", "lower", 3)), extends="county"))
    loose = parse("school", toml(("S-1", number("cap", "lower", 5)), extends="county"))
    assert stacked(middle, school).number("cap") == 3
    assert misfits(middle, loose) == [("school:cap", "5 (4)")]


def test_all_problems_of_a_stack_are_told_at_once() -> None:
    book = county(("C-1", RULES_DROPPED), ("K-1", number("cap", "lower", 9)))
    assert [where for where, _ in misfits(book)] == ["county:cap", "county:room_open"]


def test_books_are_stacked_widest_first_and_whole() -> None:
    with pytest.raises(InputError, match="widest first"):
        Policy((county(), city()), DAY)
    with pytest.raises(InputError, match="widest first"):
        Policy.read(["example_county"], DAY)
    with pytest.raises(InputError, match="widest first"):
        Policy.read(["liuzhou_draft", "liuzhou_draft"], DAY)


def test_goals_may_be_reordered_but_not_added_or_dropped() -> None:
    turned = county(more='\n[goals]\norder = ["changes", "cost_fen"]')
    other = county(more='\n[goals]\norder = ["changes", "load_range"]')
    assert stacked().goal_order() == ("cost_fen", "changes")
    assert stacked(turned).goal_order() == ("changes", "cost_fen")
    assert stacked(county()).goal_order() == ("cost_fen", "changes")
    assert misfits(other) == [("county:goals", "cost_fen, load_range")]


@pytest.mark.clause("LZ-406", "LZ-502")
def test_the_example_county_shows_every_move_until_its_leave_runs_out() -> None:
    names = ["liuzhou_draft", "example_county"]
    policy = Policy.read(names, date(2026, 7, 15))
    assert policy.tier_fee(Tier.COUNTY_TOWN, public=True) == 10000
    assert policy.tier_fee(Tier.TOWNSHIP, public=True) == 9000
    assert policy.number("lower_middle_last_grade") == 6
    assert policy.rules() == Policy.read(names[:1], DAY).rules()
    with pytest.raises(InputError, match=r"fee_month_fen_township_public.*LZ-406"):
        Policy.read(names, date(2026, 7, 16))
