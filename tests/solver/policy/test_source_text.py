"""The rulebook says what the measures say, word for word."""

import hashlib

import pytest

from kehou_solver.policy import Clause, load
from kehou_solver.policy.shelf import SHELF

BOOK = load("liuzhou_draft")
MEASURES = (SHELF / "liuzhou_draft.zh.txt").read_text(encoding="utf-8")

NUMBERS = (
    101,
    *range(201, 211),
    *(number for number in range(301, 327) if number != 325),
    *range(401, 428),
    501,
    502,
)


def missing_fragments(clause: Clause, source: str) -> list[str]:
    """Return the fragments that do not follow one another in the source."""
    missing, start = [], 0
    for fragment in clause.text.split("…"):
        found = source.find(fragment, start)
        if found < 0 or not fragment.strip():
            missing.append(fragment)
        start = max(start, found)
    return missing


def test_the_stored_text_is_the_text_that_was_read() -> None:
    stored = (SHELF / "liuzhou_draft.zh.txt").read_bytes()
    assert hashlib.sha256(stored).hexdigest() == BOOK.source.sha256


@pytest.mark.parametrize("clause", BOOK.clauses, ids=lambda clause: clause.id)
def test_every_clause_quotes_the_measures_word_for_word(clause: Clause) -> None:
    assert missing_fragments(clause, MEASURES) == []


def test_a_changed_word_or_a_changed_order_is_noticed() -> None:
    clause = BOOK.clauses[0]
    first, second = clause.text.split("…")
    invented = clause.model_copy(update={"text": f"{first}…编造"})
    turned = clause.model_copy(update={"text": f"{second}…{first}"})
    assert missing_fragments(invented, MEASURES) == ["编造"]
    assert missing_fragments(turned, MEASURES) == [first]


def test_every_clause_of_the_measures_stands_in_the_rulebook_once() -> None:
    assert [clause.id for clause in BOOK.clauses] == [f"LZ-{n}" for n in NUMBERS]


@pytest.mark.parametrize("clause", BOOK.clauses, ids=lambda clause: clause.id)
def test_every_article_named_is_an_article_of_the_measures(clause: Clause) -> None:
    for article in clause.article.split("、"):
        chapter = article[0]
        if article == "附则":
            assert "本办法适用于全市义务教育学校" in MEASURES
            continue
        assert f"\n{chapter}、" in MEASURES
        if "(" in article:
            section = article[article.index("(") + 1 : article.index(")")]
            after = MEASURES[MEASURES.index(f"\n{chapter}、") :]
            assert f"\n（{section}）" in after


def test_a_draft_says_that_it_is_a_draft() -> None:
    assert BOOK.source.status_zh == "征求意见稿"
    assert BOOK.source.status_en == "draft for comment"
