"""Reading rulebooks: what is wrong with one is said all at once, in both languages."""

import pytest

from kehou_solver.errors import InputError, InvalidFile
from kehou_solver.policy import known, load
from kehou_solver.policy.shelf import parse
from tests.solver.policy.books import toml

RULE = 'treated_as = "rule"\nkept_by = ["room_seats"]'


def refusal(text: str) -> list[tuple[str, str]]:
    """Return where and why (in English) a rulebook text is refused."""
    with pytest.raises(InvalidFile) as caught:
        parse("book", text)
    assert all(problem.expected_zh for problem in caught.value.problems)
    return [(p.where, p.expected_en) for p in caught.value.problems]


@pytest.mark.parametrize("name", known())
def test_every_shipped_rulebook_can_be_loaded(name: str) -> None:
    assert load(name).name == name
    assert load(name).clauses


@pytest.mark.parametrize("name", ["", "liuzhou", "../rulebooks/liuzhou_draft", "规则"])
def test_an_unknown_name_is_answered_with_the_known_ones(name: str) -> None:
    with pytest.raises(InputError, match="example_county, liuzhou_draft") as caught:
        load(name)
    assert "liuzhou_draft" in caught.value.problems[0].line("zh")


def test_a_sound_rulebook_is_read() -> None:
    book = parse("book", toml(("X-1", RULE)))
    assert book.clauses[0].kept_by == ("room_seats",)
    assert book.clauses[0].meaning == ("义", "meaning")
    assert book.source.title.of("en") == "A"
    assert book.source.status.of("zh") == "虚构"


def test_a_file_that_is_no_toml_is_refused() -> None:
    assert refusal("[source")[0][0] == "book"


def test_all_malformed_fields_are_named_at_once() -> None:
    text = toml(("X-1", 'treated_as = "law"'), ("X 2", f"{RULE}\ncolour = 3"))
    where = [place for place, _ in refusal(text)]
    assert where == [
        "book:/clauses/0/treated_as",
        "book:/clauses/1/id",
        "book:/clauses/1/colour",
    ]


def test_a_clause_id_or_number_given_twice_is_refused() -> None:
    number = (
        '[clause.numbers.n]\nunit = "u"\nstricter = "lower"\nvalues = {2025-01-01=1}'
    )
    text = toml(("X-1", f"{RULE}\n{number}"), ("X-1", f"{RULE}\n{number}"))
    assert refusal(text) == [
        ("book:X-1", "a clause id is used twice"),
        ("book:n", "a number is given twice"),
    ]


@pytest.mark.parametrize("treated_as", ["rule", "goal", "input"])
def test_what_is_kept_names_a_keeper(treated_as: str) -> None:
    assert refusal(toml(("X-1", f'treated_as = "{treated_as}"'))) == [
        ("book:X-1", "say in kept_by who keeps it")
    ]


def test_an_input_keeper_is_one_of_those_there_are() -> None:
    text = toml(("X-1", 'treated_as = "input"\nkept_by = ["hope"]'))
    assert refusal(text)[0][1].startswith("a clause kept at input is kept by")


def test_an_unjudged_clause_says_in_both_languages_what_it_waits_for() -> None:
    silent = 'treated_as = "unjudged"'
    half = f'{silent}\nwaits_for_zh = "台账"'
    whole = f'{half}\nwaits_for_en = "ledger"'
    assert len(refusal(toml(("X-1", silent), ("X-2", half)))) == 2
    assert parse("book", toml(("X-1", whole))).clauses[0].waits_for.en == "ledger"


def test_what_is_judged_waits_for_nothing() -> None:
    text = toml(("X-1", f'{RULE}\nwaits_for_zh = "台账"\nwaits_for_en = "ledger"'))
    assert [place for place, _ in refusal(text)] == ["book:X-1"]


def test_what_is_not_judged_has_no_keeper() -> None:
    text = toml(("X-1", 'treated_as = "outside"\nkept_by = ["room_seats"]'))
    assert refusal(text) == [("book:X-1", "what is not judged has no kept_by")]


def test_only_a_rule_of_the_clause_can_be_waived() -> None:
    text = toml(("X-1", f'{RULE}\nwaivable_rules = ["room_open"]'))
    assert [place for place, _ in refusal(text)] == ["book:X-1"]


@pytest.mark.parametrize("what", ["", 'rule = "room_seats"\nnumber = "cap"'])
def test_leave_is_for_exactly_one_thing(what: str) -> None:
    override = (
        f'\n[[override]]\nclause = "C-1"\n{what}\n'
        'allowed_by = "a"\nreason = "b"\nuntil = 2026-07-15\n'
    )
    text = toml(("X-1", RULE), extends="city", more=override)
    assert refusal(text)[0][1] == "name either a number or a rule, not both"


def test_a_goal_stands_once_in_the_order() -> None:
    text = toml(("X-1", RULE), more='\n[goals]\norder = ["changes", "changes"]')
    assert [place for place, _ in refusal(text)] == ["book:goals"]
