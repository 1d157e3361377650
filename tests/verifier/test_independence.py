"""The verifier shares nothing with us but the page it is written from."""

import ast
import re
import sys

import pytest

from tests.verifier.loaded import FILE, PAGE, verifier

TREE = ast.parse(FILE.read_text(encoding="utf-8"))
TEXT = PAGE.read_text(encoding="utf-8")


def imported() -> set[str]:
    found = set()
    for node in ast.walk(TREE):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            found.add(str(node.module))
    return {name.partition(".")[0] for name in found}


def table_names(part: str, column: int) -> list[str]:
    """Return the names in backquotes of a column of the table of one part."""
    section = re.split(r"^## ", TEXT, flags=re.M)[int(part) + 1]
    names: list[str] = []
    for row in section.splitlines():
        cells = row.split(" | ") if row.startswith("|") else []
        found = re.findall(r"`(\w+)`", cells[column]) if len(cells) > column else []
        for name in found:  # "`wishes_met_1`, `_2`, `_3`" names three
            start = "" if not name.startswith("_") else names[-1].rpartition("_")[0]
            names.append(start + name)
    return names


def test_nothing_outside_the_standard_library_is_imported() -> None:
    assert imported() <= set(sys.stdlib_module_names)


def test_nothing_is_imported_by_other_means() -> None:
    called = {
        node.func.id
        for node in ast.walk(TREE)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"__import__", "exec", "eval", "compile", "open"}
    assert not imported() & {
        "importlib",
        "runpy",
        "subprocess",
        "os",
        "socket",
        "pickle",
    }


def test_every_rule_of_the_page_has_its_function() -> None:
    names = table_names("1", 1)
    assert len(names) == 34
    assert list(verifier.RULES) == names
    for name in names:
        assert verifier.RULES[name] is getattr(verifier, f"rule_{name}")


def test_every_goal_of_the_page_has_its_function() -> None:
    names = table_names("2", 0)
    assert len(names) == 22
    assert set(verifier.GOALS) == set(names)
    for name in names:
        assert verifier.GOALS[name][0] is getattr(verifier, f"goal_{name}")


@pytest.mark.parametrize("name", list(verifier.GOALS))
def test_a_goal_seeks_what_the_page_says(name: str) -> None:
    base = re.sub(r"_[123]$", "", name)
    rows = [x for x in TEXT.splitlines() if x.startswith("| `") and f"`{base}" in x]
    assert len(rows) == 1
    cells = [cell.strip() for cell in rows[0].split(" | ")]
    _, seek, unit = verifier.GOALS[name]
    assert (unit, seek) == (cells[1], cells[2])


def test_every_rule_and_goal_says_in_both_languages_what_it_is() -> None:
    judges = [
        *verifier.RULES.values(),
        *(goal for goal, _, _ in verifier.GOALS.values()),
    ]
    for judge in (*judges, *verifier.CLAIMS):
        zh, _, en = judge.__doc__.partition(" / ")
        assert re.search("[\u4e00-\u9fff]", zh), judge.__name__
        assert re.match("[A-Z]", en), judge.__name__
