"""The chain clause - rule - check - goal - measure - test has no missing link.

The finder reads files, not imports: so it can be run on a doctored copy of the tree,
and prove that it would notice what is missing.
"""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kehou_solver.checks import CHECKS, TITLES
from kehou_solver.goals import GOALS
from kehou_solver.measures import MEASURES
from kehou_solver.policy import known, load
from kehou_solver.rules import LAW, NATURE, RULES
from kehou_solver.shortages.readiness import ON_REQUEST

ROOT = Path(__file__).parent.parent
CONTRACT = Path("docs/rules-and-goals.md")
SOLVER = Path("solver/kehou_solver")
RULE_TESTS = Path("tests/solver/rules")
BOOK = SOLVER / "policy/rulebooks/liuzhou_draft.toml"

MEASURE_CLAUSES = frozenset(
    f"LZ-{number}"
    for numbers in (
        range(101, 102),
        range(201, 211),
        range(301, 325),
        range(326, 327),
        range(401, 428),
        range(501, 503),
    )
    for number in numbers
)
"""Every demand of the measures, as they were numbered when they were read."""


class RuleRow(NamedTuple):
    """One row of the contract's table of hard rules."""

    name: str
    clauses: frozenset[str]


# What the tree says


def rule_rows(root: Path) -> list[RuleRow]:
    """Return the hard rules of the contract, in its order."""
    return [
        RuleRow(cells[2].strip("`"), frozenset(re.findall(r"LZ-\d+", cells[3])))
        for cells in _cells(root)
        if len(cells) > 5 and cells[1].isdigit()
    ]


def goal_names(root: Path) -> list[str]:
    """Return the goals of the contract, in its order: tiers first, then the table."""
    page = (root / CONTRACT).read_text(encoding="utf-8")
    sentence = page[page.index("Order: tier by tier") :].partition(";")[0]
    names = re.findall(r"`(\w+)`", sentence)
    for cells in _cells(root):
        if len(cells) == 6 and cells[3] in ("max", "min"):
            first, *others = re.findall(r"`(\w+)`", cells[1])
            names += [first, *(family(first) + other for other in others)]
    return list(dict.fromkeys(names))


def family(goal: str) -> str:
    """Return the name of a goal's file: the three tiers of a goal share one."""
    return re.sub(r"_[123]$", "", goal)


def _cells(root: Path) -> Iterator[list[str]]:
    for line in (root / CONTRACT).read_text(encoding="utf-8").splitlines():
        yield [cell.strip() for cell in line.replace(r"\|", "").split("|")]


def cited_clauses(path: Path) -> set[str]:
    """Return every id inside a @pytest.mark.clause(...) of a test file."""
    return {
        arg.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.clause"
        for arg in node.args
        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    }


def cited_in_tests(root: Path) -> dict[str, set[str]]:
    """Return the test files that cite each clause."""
    citing: dict[str, set[str]] = {}
    for path in sorted((root / "tests").rglob("test_*.py")):
        for clause in cited_clauses(path):
            citing.setdefault(clause, set()).add(path.relative_to(root).as_posix())
    return citing


def has_tests(path: Path) -> bool:
    """Say whether a file exists and defines a test."""
    if not path.is_file():
        return False
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        for node in ast.walk(tree)
    )


def book_clauses(root: Path) -> list[str]:
    """Return the ids of the city's rulebook, read without its loader."""
    text = (root / BOOK).read_text(encoding="utf-8")
    return re.findall(r'^id = "(LZ-\d+)"$', text, re.MULTILINE)


# What is missing


def missing_links(root: Path) -> set[str]:
    """Return every missing link of the chain, in words."""
    return {
        *_missing_for_rules(root),
        *_missing_for_goals(root),
        *_missing_for_clauses(root),
    }


def _missing_for_rules(root: Path) -> Iterator[str]:
    for rule, clauses in rule_rows(root):
        for shelf in ("checks", "rules"):
            if not (root / SOLVER / shelf / f"{rule}.py").is_file():
                yield f"{rule}: no {shelf}/{rule}.py"
        proof = root / RULE_TESTS / f"test_{rule}.py"
        if not has_tests(proof):
            yield f"{rule}: no test"
        elif clauses and not cited_clauses(proof) & clauses:
            yield f"{rule}: its test cites none of its clauses"


def _missing_for_goals(root: Path) -> Iterator[str]:
    tests = [
        path.read_text(encoding="utf-8")
        for shelf in ("measures", "goals")
        for path in (root / "tests" / "solver" / shelf).rglob("test_*.py")
    ]
    for name in sorted({family(goal) for goal in goal_names(root)}):
        for shelf in ("measures", "goals"):
            if not (root / SOLVER / shelf / f"{name}.py").is_file():
                yield f"{name}: no {shelf}/{name}.py"
        if not any(re.search(rf"\b{name}(_[123])?\b", text) for text in tests):
            yield f"{name}: no test"


def _missing_for_clauses(root: Path) -> Iterator[str]:
    written = book_clauses(root)
    for id in MEASURE_CLAUSES:
        if written.count(id) != 1:
            yield f"{id}: {written.count(id)} times in the rulebook"
    citing = cited_in_tests(root)
    validators = [
        path.read_text(encoding="utf-8")
        for shelf in ("domain/validity", "shortages")
        for path in (root / SOLVER / shelf).rglob("*.py")
    ]
    for clause in load("liuzhou_draft").clauses:
        if clause.treated_as in ("rule", "goal", "input") and clause.id not in citing:
            yield f"{clause.id}: no test cites it"
        validated = clause.treated_as == "input" and "validity" in clause.kept_by
        if validated and not any(f'"{clause.id}"' in text for text in validators):
            yield f"{clause.id}: no validation names it"


def unknown_citations(root: Path) -> set[str]:
    """Return what tests or the contract cite although no rulebook holds it."""
    ids = {clause.id for name in known() for clause in load(name).clauses}
    cited = set(cited_in_tests(root))
    cited |= {clause for row in rule_rows(root) for clause in row.clauses}
    return cited - ids


# The chain


def test_no_link_is_missing() -> None:
    assert missing_links(ROOT) == set()


def test_no_test_and_no_row_cites_a_clause_that_does_not_exist() -> None:
    assert unknown_citations(ROOT) == set()


def test_contract_and_rulebook_agree_who_keeps_which_clause() -> None:
    keepers = {
        rule: frozenset(
            clause.id
            for clause in load("liuzhou_draft").clauses
            if clause.treated_as == "rule" and rule in clause.kept_by
        )
        for rule, _ in rule_rows(ROOT)
    }
    assert keepers == dict(rule_rows(ROOT))


def test_every_list_of_rules_holds_the_rules_of_the_contract() -> None:
    names = [row.name for row in rule_rows(ROOT)]
    nature = {row.name for row in rule_rows(ROOT) if not row.clauses}
    assert list(CHECKS) == names
    assert set(names) <= set(TITLES)
    assert set(RULES) == set(names)
    assert {rule.name for rule in NATURE} == nature
    assert {rule.name for rule in LAW} == set(names) - nature


def test_every_list_of_goals_holds_the_goals_of_the_contract() -> None:
    names = goal_names(ROOT)
    book = load("liuzhou_draft")
    assert book.goals is not None
    assert [*book.goals.order, *ON_REQUEST] == names
    assert set(MEASURES) == set(names)
    assert set(GOALS) == set(names)
    for name in names:
        assert MEASURES[name].name == GOALS[name].name == name
        assert MEASURES[name].seek == GOALS[name].seek


def test_the_keepers_clauses_name_exist() -> None:
    for name in known():
        for clause in load(name).clauses:
            if clause.treated_as == "rule":
                assert set(clause.kept_by) <= set(RULES)
            if clause.treated_as == "goal":
                assert set(clause.kept_by) <= set(GOALS)
            assert set(clause.pursued_by) <= set(GOALS)


# The finder itself


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Copy what the finder reads, so that a test can take a link out."""
    for folder in (SOLVER, Path("tests"), Path("docs")):
        shutil.copytree(
            ROOT / folder,
            tmp_path / folder,
            ignore=shutil.ignore_patterns("__pycache__", ".*"),
        )
    return tmp_path


def replace(path: Path, old: str, new: str) -> None:
    """Put `new` for every `old` in a file that has it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_untouched_copy_misses_what_the_original_misses(tree: Path) -> None:
    assert missing_links(tree) == missing_links(ROOT)
    assert unknown_citations(tree) == unknown_citations(ROOT)


@pytest.mark.parametrize(
    ("removed", "noticed"),
    [
        ("checks/room_seats.py", "room_seats: no checks/room_seats.py"),
        ("rules/room_seats.py", "room_seats: no rules/room_seats.py"),
        ("measures/load_range.py", "load_range: no measures/load_range.py"),
        ("goals/load_range.py", "load_range: no goals/load_range.py"),
        ("measures/wishes_met.py", "wishes_met: no measures/wishes_met.py"),
        ("goals/vendor_lessons.py", "vendor_lessons: no goals/vendor_lessons.py"),
    ],
)
def test_a_missing_file_is_noticed(tree: Path, removed: str, noticed: str) -> None:
    (tree / SOLVER / removed).unlink()
    assert missing_links(tree) - missing_links(ROOT) == {noticed}


def test_a_missing_test_of_a_rule_is_noticed(tree: Path) -> None:
    proof = tree / RULE_TESTS / "test_room_seats.py"
    proof.unlink()
    assert "room_seats: no test" in missing_links(tree)
    proof.write_text('"""A file without a test."""\n', encoding="utf-8")
    assert "room_seats: no test" in missing_links(tree)


def test_a_test_that_cites_another_clause_is_noticed(tree: Path) -> None:
    proof = tree / RULE_TESTS / "test_room_seats.py"
    replace(proof, "LZ-418", "LZ-101")
    assert "room_seats: its test cites none of its clauses" in missing_links(tree)


def test_a_goal_without_a_test_is_noticed(tree: Path) -> None:
    for path in (tree / "tests" / "solver").rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("load_range", "load_"), encoding="utf-8")
    assert missing_links(tree) - missing_links(ROOT) == {"load_range: no test"}


@pytest.mark.parametrize("clause", ["LZ-205", "LZ-427"])
def test_a_clause_missing_or_doubled_in_the_rulebook_is_noticed(
    tree: Path, clause: str
) -> None:
    line = f'id = "{clause}"\n'
    replace(tree / BOOK, line, "")
    assert f"{clause}: 0 times in the rulebook" in missing_links(tree)
    replace(tree / BOOK, 'id = "LZ-101"\n', f'id = "LZ-101"\n{line}{line}')
    assert f"{clause}: 2 times in the rulebook" in missing_links(tree)


def test_a_clause_that_no_test_cites_is_noticed(tree: Path) -> None:
    for path in (tree / "tests").rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("LZ-404", "LZ-405"), encoding="utf-8")
    assert "LZ-404: no test cites it" in missing_links(tree)


def test_a_validation_that_went_away_is_noticed(tree: Path) -> None:
    for path in (tree / SOLVER / "domain" / "validity").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"LZ-501"', '""'), encoding="utf-8")
    assert "LZ-501: no validation names it" in missing_links(tree)


def test_a_rule_added_to_the_contract_alone_is_noticed(tree: Path) -> None:
    page = tree / CONTRACT
    replace(
        page, "| 34 | `after", "| 35 | `new_rule` | LZ-101 | x | y |\n| 34 | `after"
    )
    assert missing_links(tree) - missing_links(ROOT) == {
        "new_rule: no checks/new_rule.py",
        "new_rule: no rules/new_rule.py",
        "new_rule: no test",
    }


def test_a_goal_added_to_the_contract_alone_is_noticed(tree: Path) -> None:
    page = tree / CONTRACT
    replace(page, "| `changes`", "| `new_goal` | x | min | y |\n| `changes`")
    assert missing_links(tree) - missing_links(ROOT) == {
        "new_goal: no measures/new_goal.py",
        "new_goal: no goals/new_goal.py",
        "new_goal: no test",
    }


def test_a_citation_of_an_unknown_clause_is_noticed(tree: Path) -> None:
    proof = tree / "tests" / "test_invented.py"
    mark = "pytest.mark." + "clause"
    proof.write_text(
        f'import pytest\n\n\n@{mark}("LZ-325", "LZ-101")\ndef test_it():\n    pass\n',
        encoding="utf-8",
    )
    replace(tree / CONTRACT, "| LZ-308 |", "| LZ-999 |")
    assert unknown_citations(tree) - unknown_citations(ROOT) == {"LZ-325", "LZ-999"}
