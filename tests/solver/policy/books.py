"""Small rulebooks for tests, written as the TOML files they would be."""

from datetime import date

from kehou_solver.policy import Policy, Rulebook
from kehou_solver.policy.shelf import parse

DAY = date(2026, 3, 2)

SOURCE = """
[source]
title_zh = "甲"
title_en = "A"
issuer_zh = "乙"
issuer_en = "B"
status_zh = "虚构"
status_en = "invented"
{extends}
"""

CLAUSE = """
[[clause]]
id = "{id}"
article = "1"
text = "文"
meaning_zh = "义"
meaning_en = "meaning"
reading_zh = "读"
reading_en = "reading"
{more}
"""

CITY = (
    ("C-1", 'treated_as = "rule"\nkept_by = ["room_seats", "room_open"]'),
    (
        "C-2",
        'treated_as = "rule"\nkept_by = ["papers_valid"]\n'
        'papers = [{ paper = "health_check", asked_of = "everyone" }]',
    ),
    (
        "C-3",
        'treated_as = "rule"\nkept_by = ["weekly_lessons_cap"]\n'
        "[clause.numbers.cap]\n"
        'unit = "lessons"\nstricter = "lower"\n'
        "values = { 2025-09-01 = 5, 2026-09-01 = 4 }",
    ),
    (
        "C-4",
        'treated_as = "input"\nkept_by = ["validity"]\n'
        "[clause.numbers.floor]\n"
        'unit = "grades"\nstricter = "higher"\nvalues = { 2025-09-01 = 4 }',
    ),
)


def toml(*clauses: tuple[str, str], extends: str | None = None, more: str = "") -> str:
    """Write a rulebook of (id, further lines) clauses; `more` goes at the end."""
    above = "" if extends is None else f'extends = "{extends}"'
    parts = [CLAUSE.format(id=id, more=lines) for id, lines in clauses]
    return "".join([SOURCE.format(extends=above), *parts, more])


def city() -> Rulebook:
    """Return a city's rulebook of four clauses and two numbers."""
    return parse("city", toml(*CITY, more='\n[goals]\norder = ["cost_fen", "changes"]'))


def county(*clauses: tuple[str, str], more: str = "", name: str = "county") -> Rulebook:
    """Return a rulebook below the city's."""
    return parse(name, toml(*clauses, extends="city", more=more))


def stacked(*lower: Rulebook, day: date = DAY) -> Policy:
    """Read the city's rulebook with lower ones on top."""
    return Policy((city(), *lower), day)


def number(name: str, stricter: str, value: int, start: str = "2025-09-01") -> str:
    """Write the lines of an input clause that gives one number."""
    return (
        'treated_as = "input"\nkept_by = ["validity"]\n'
        f'[clause.numbers.{name}]\nunit = "u"\nstricter = "{stricter}"\n'
        f"values = {{ {start} = {value} }}"
    )


def leave(clause: str, what: str, until: str = "2026-07-15") -> str:
    """Write an override; `what` is such as 'number = "cap"'."""
    return (
        f'\n[[override]]\nclause = "{clause}"\n{what}\n'
        f'allowed_by = "丙"\nreason = "丁"\nuntil = {until}\n'
    )
