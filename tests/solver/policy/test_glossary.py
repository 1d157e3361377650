"""One word for one thing: the glossary names each once, and what the code uses."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from kehou_solver.domain import (
    AdultKind,
    ClubCategory,
    DutyRole,
    Hardship,
    PaperKind,
    SchoolKind,
    Tier,
)

GLOSSARY = Path(__file__).parents[3] / "docs" / "glossary.md"
ROW = re.compile(r"^\| ([^|]+) \| (`[^|]+) \| ([^|]+) \|$", re.MULTILINE)
ROWS = ROW.findall(GLOSSARY.read_text(encoding="utf-8"))


def test_every_code_name_stands_once() -> None:
    names = [code for _, code, _ in ROWS]
    assert len(names) > 80
    assert len(set(names)) == len(names)


def test_every_entry_has_both_languages() -> None:
    for chinese, code, english in ROWS:
        assert re.search(r"[一-鿿]", chinese), code
        assert re.search(r"[a-z]", english), code
        assert re.fullmatch(r"`[a-z0-9_]+`( of a school)?", code)


@pytest.mark.parametrize(
    "kind", [AdultKind, ClubCategory, DutyRole, Hardship, PaperKind, SchoolKind, Tier]
)
def test_every_kind_the_data_knows_is_in_the_glossary(kind: type[StrEnum]) -> None:
    names = {code for _, code, _ in ROWS}
    assert {f"`{member.value}`" for member in kind} <= names
