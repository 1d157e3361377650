"""What the city's rulebook asks for, and that it agrees with the contract page."""

import re
from datetime import date
from pathlib import Path

import pytest

from kehou_solver.domain import AdultKind, ClubCategory, Hardship, PaperKind, Tier
from kehou_solver.domain.adult import SCHOOL_KINDS
from kehou_solver.errors import UnknownClause
from kehou_solver.policy import Policy, load
from kehou_solver.shortages.readiness import ON_REQUEST
from tests.solver.worlds import pupil, world

CONTRACT = Path(__file__).parents[3] / "docs" / "rules-and-goals.md"
NATURE = {"one_place_at_a_time", "minimum_enrolment", "pins_kept"}
POLICY = Policy.read(["liuzhou_draft"], date(2026, 3, 2))


def clauses_by_rule_in_contract() -> dict[str, set[str]]:
    """Return the clause column of the table of hard rules."""
    table = {}
    for line in CONTRACT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 5 and cells[1].isdigit():
            table[cells[2].strip("`")] = set(re.findall(r"LZ-\d+", cells[3]))
    return table


def clauses_by_rule_in_rulebook() -> dict[str, set[str]]:
    """Return which clauses ask for a rule."""
    table: dict[str, set[str]] = {}
    for clause in load("liuzhou_draft").clauses:
        if clause.treated_as == "rule":
            for rule in clause.kept_by:
                table.setdefault(rule, set()).add(clause.id)
    return table


def goals_in_contract() -> list[str]:
    """Return the goals of the contract: tier by tier, then as in the table."""
    part = CONTRACT.read_text(encoding="utf-8").split("\n## 2.")[1].split("\n## 3.")[0]
    goals = re.findall(r"`(\w+)`", part.split("tier by tier,")[1].partition(";")[0])
    for line in part.splitlines():
        cells = line.split("|")
        if len(cells) == 6 and "`" in cells[1]:
            names = re.findall(r"`(\w+)`", cells[1])
            stem = names[0].rsplit("_", 1)[0]
            goals += [stem + name if name[0] == "_" else name for name in names]
    return list(dict.fromkeys(goals))


def test_the_contract_lists_thirty_four_rules() -> None:
    assert len(clauses_by_rule_in_contract()) == 34


def test_rulebook_and_contract_name_the_same_keepers_both_ways() -> None:
    contract = clauses_by_rule_in_contract()
    lawful = {rule: ids for rule, ids in contract.items() if rule not in NATURE}
    assert clauses_by_rule_in_rulebook() == lawful
    assert all(not contract[rule] for rule in NATURE)


def test_the_rules_in_force_are_all_rules_but_those_of_nature() -> None:
    assert POLICY.rules() == set(clauses_by_rule_in_contract()) - NATURE


def test_the_goals_stand_in_the_order_of_the_contract() -> None:
    assert [*POLICY.goal_order(), *ON_REQUEST] == goals_in_contract()
    assert len(POLICY.goal_order()) == 21


def test_goals_named_by_clauses_are_goals_of_the_order() -> None:
    named = {
        goal
        for clause in POLICY.clauses
        for goal in (
            *clause.pursued_by,
            *(clause.kept_by if clause.treated_as == "goal" else ()),
        )
    }
    assert named <= set(POLICY.goal_order())
    assert {"wishes_met_1", "vendor_lessons"} <= named


@pytest.mark.clause("LZ-406")
@pytest.mark.parametrize("tier", Tier)
def test_only_two_fees_are_given_and_no_other_is_invented(tier: Tier) -> None:
    given = {Tier.CITY_DISTRICT: 12000, Tier.TOWNSHIP: 8000}
    assert POLICY.tier_fee(tier, public=True) == given.get(tier)
    assert POLICY.tier_fee(tier, public=False) is None


@pytest.mark.clause("LZ-302")
@pytest.mark.parametrize(
    ("grade", "hardship", "tier"),
    [
        pytest.param(9, (Hardship.DISABLED,), 1, id="hardship in any grade"),
        pytest.param(
            1, (Hardship.OTHER, Hardship.MIGRANT), 1, id="hardship comes first"
        ),
        pytest.param(1, (), 2, id="first grade"),
        pytest.param(4, (), 2, id="last middle grade"),
        pytest.param(5, (), 3, id="first grade after it"),
    ],
)
def test_tiers(grade: int, hardship: tuple[Hardship, ...], tier: int) -> None:
    child = pupil("p1", "1-1", hardship=hardship)
    assert POLICY.tier_of(child, grade) == tier


@pytest.mark.clause("LZ-326", "LZ-419", "LZ-420")
@pytest.mark.parametrize("kind", AdultKind)
def test_outsiders_need_checks_besides_letter_and_insurance(kind: AdultKind) -> None:
    everyone = {PaperKind.LETTER, PaperKind.INSURANCE}
    if kind in SCHOOL_KINDS:
        assert POLICY.papers(kind) == everyone
    else:
        assert POLICY.papers(kind) == set(PaperKind)


@pytest.mark.clause("LZ-309", "LZ-310")
def test_academic_teaching_has_no_word_among_the_kinds_of_club() -> None:
    assert {category.value for category in ClubCategory} == {
        "science",
        "sport_culture",
        "art",
        "labour",
        "reading",
        "interest_group",
        "society",
    }


@pytest.mark.clause("LZ-304")
def test_only_the_end_of_service_can_be_waived() -> None:
    waivable = {rule for rule in POLICY.rules() if POLICY.can_be_waived(rule)}
    assert waivable == {"service_ends_after_work"}
    assert not POLICY.can_be_waived("one_place_at_a_time")


def test_a_number_nobody_gives_is_asked_for_and_never_made_up() -> None:
    with pytest.raises(UnknownClause, match="fee_month_fen_county_town_public"):
        POLICY.number("fee_month_fen_county_town_public")


def test_a_clause_nobody_wrote_is_unknown() -> None:
    with pytest.raises(UnknownClause, match="LZ-325"):
        POLICY.clause("LZ-325")
    with pytest.raises(UnknownClause, match="LZ-325"):
        POLICY.book_of("LZ-325")
    assert POLICY.book_of("LZ-304").name == "liuzhou_draft"
    assert POLICY.clause("LZ-304").reading.en.startswith("On every day")


def test_an_instance_is_read_by_its_rulebooks_on_its_monday() -> None:
    policy = Policy.of(world(rulebooks=("liuzhou_draft", "example_county")))
    assert policy.day == date(2026, 3, 2)
    assert [book.name for book in policy.rulebooks] == [
        "liuzhou_draft",
        "example_county",
    ]
