"""Is one rulebook sound in itself? Every clause has a keeper, or says why not."""

from collections import Counter
from collections.abc import Iterator

from kehou_solver.errors import Problem
from kehou_solver.policy.rulebook import INPUT_KEEPERS, Clause, Rulebook


def unsound(book: Rulebook) -> Iterator[Problem]:
    """Yield everything in which a rulebook contradicts itself."""
    for clause_id, times in Counter(clause.id for clause in book.clauses).items():
        if times > 1:
            yield _problem(
                book,
                clause_id,
                f"{times} ×",
                "条款编号重复",
                "a clause id is used twice",
            )
    named = Counter(number for clause in book.clauses for number in clause.numbers)
    for number, times in named.items():
        if times > 1:
            yield _problem(
                book, number, f"{times} ×", "数值名称重复", "a number is given twice"
            )
    for clause in book.clauses:
        yield from _unsound_clause(book, clause)
    for override in book.overrides:
        if (override.number is None) == (override.rule is None):
            yield _problem(
                book,
                override.clause,
                "[[override]]",
                "应写 number 或 rule 之一，且只写其一",
                "name either a number or a rule, not both",
            )
    if book.goals and len(set(book.goals.order)) < len(book.goals.order):
        yield _problem(
            book,
            "goals",
            "order",
            "目标次序中有重复",
            "a goal stands twice in the order",
        )


def _unsound_clause(book: Rulebook, clause: Clause) -> Iterator[Problem]:
    if clause.treated_as in ("rule", "goal", "input") and not clause.kept_by:
        yield _problem(
            book,
            clause.id,
            f"treated_as = {clause.treated_as!r}",
            "应在 kept_by 中写明由谁落实",
            "say in kept_by who keeps it",
        )
    if clause.treated_as in ("outside", "unjudged") and clause.kept_by:
        yield _problem(
            book,
            clause.id,
            f"treated_as = {clause.treated_as!r}",
            "既不评判，就不应写 kept_by",
            "what is not judged has no kept_by",
        )
    if clause.treated_as == "input" and not set(clause.kept_by) <= set(INPUT_KEEPERS):
        yield _problem(
            book,
            clause.id,
            f"kept_by = {clause.kept_by}",
            f"录入时落实的条款只能由以下各项落实：{'、'.join(INPUT_KEEPERS)}",
            f"a clause kept at input is kept by {', '.join(INPUT_KEEPERS)}",
        )
    waits = bool(clause.waits_for_zh.strip() and clause.waits_for_en.strip())
    if (clause.treated_as == "unjudged") != waits:
        yield _problem(
            book,
            clause.id,
            f"waits_for = {clause.waits_for_en!r}",
            "暂不评判的条款（且仅此类条款）须用中英文写明尚缺什么",
            "an unjudged clause, and no other, says in both languages what is missing",
        )
    for rule in clause.waivable_rules:
        if clause.treated_as != "rule" or rule not in clause.kept_by:
            yield _problem(
                book,
                clause.id,
                f"waivable_rules: {rule!r}",
                "可豁免的规则应在本条 kept_by 之中",
                "a rule that can be waived is in kept_by of the same clause",
            )


def _problem(book: Rulebook, at: str, seen: str, zh: str, en: str) -> Problem:
    return Problem(where=f"{book.name}:{at}", seen=seen, expected_zh=zh, expected_en=en)
