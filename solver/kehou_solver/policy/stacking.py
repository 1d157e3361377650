"""City, county, school: a lower rulebook may be stricter; to be looser it needs leave.

Everything is judged on the day the policy is read, so leave that has run out, or a
number that a wider rulebook has since tightened, is noticed on that day.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kehou_solver.errors import InputError, Problem
from kehou_solver.policy.rulebook import Clause, DatedNumber, Rulebook


class NumberInForce(NamedTuple):
    """A number, its value on the day, and the clause that gives it."""

    number: DatedNumber
    value: int
    clause: str


def number_in_force(
    books: Sequence[Rulebook], name: str, day: date
) -> NumberInForce | None:
    """Return what the lowest rulebook that gives the number by `day` says."""
    for book in reversed(books):
        for clause in book.clauses:
            number = clause.numbers.get(name)
            value = None if number is None else number.on(day)
            if number is not None and value is not None:
                return NumberInForce(number, value, clause.id)
    return None


def goals_in_force(books: Sequence[Rulebook]) -> tuple[str, ...]:
    """Return the goal order of the lowest rulebook that gives one."""
    for book in reversed(books):
        if book.goals is not None:
            return book.goals.order
    return ()


def stack(books: Sequence[Rulebook], day: date) -> tuple[Clause, ...]:
    """Lay the rulebooks over each other, widest first, and return the clauses in force.

    A clause that a lower rulebook restates stands where the wider one had it, in the
    lower one's words; numbers it does not restate stay.

    Raises:
        InputError: if they do not fit, or one is looser without leave; all problems.
    """
    problems: list[Problem] = []
    clauses: dict[str, Clause] = {}
    for depth, lower in enumerate(books):
        wider = books[:depth]
        problems += _misplaced(wider, lower)
        problems += _loosened_numbers(wider, lower, day)
        problems += _unfounded_overrides(clauses, lower)
        for clause in lower.clauses:
            before = clauses.get(clause.id)
            if before is None:
                clauses[clause.id] = clause
                continue
            problems += _loosened_rules(before, clause, lower, day)
            clauses[clause.id] = clause.model_copy(
                update={"numbers": {**before.numbers, **clause.numbers}}
            )
    if problems:
        raise InputError(problems)
    return tuple(clauses.values())


def _misplaced(wider: Sequence[Rulebook], lower: Rulebook) -> Iterator[Problem]:
    below = wider[-1].name if wider else None
    if lower.source.extends != below:
        yield Problem(
            where=f"{lower.name}:extends",
            seen=repr(lower.source.extends),
            expected_zh=f"规则册应由宽到窄排列；其上一层现为 {below!r}",
            expected_en=f"rulebooks stack widest first; the one above is {below!r}",
        )
    order = goals_in_force(wider)
    if wider and lower.goals and set(lower.goals.order) != set(order):
        odd = sorted(set(lower.goals.order) ^ set(order))
        yield Problem(
            where=f"{lower.name}:goals",
            seen=", ".join(odd),
            expected_zh="下级规则册只能改变目标的次序，不能增减目标",
            expected_en="a lower rulebook may reorder the goals, not add or drop any",
        )


def _loosened_numbers(
    wider: Sequence[Rulebook], lower: Rulebook, day: date
) -> Iterator[Problem]:
    for clause in lower.clauses:
        for name, number in clause.numbers.items():
            before = number_in_force(wider, name, day)
            value = number.on(day)
            if before is None or value is None:
                continue
            if number.stricter != before.number.stricter:
                yield Problem(
                    where=f"{lower.name}:{clause.id}.{name}",
                    seen=f"stricter = {number.stricter!r}",
                    expected_zh=f"上级规则册规定 stricter = {before.number.stricter!r}",
                    expected_en=(
                        f"the wider rulebook says stricter = {before.number.stricter!r}"
                    ),
                    clause=before.clause,
                )
            elif number.looser(value, before.value) and not _allowed(
                lower, before.clause, day, number=name
            ):
                yield _unallowed(
                    lower, before.clause, name, f"{value} ({before.value})", day
                )


def _loosened_rules(
    before: Clause, after: Clause, lower: Rulebook, day: date
) -> Iterator[Problem]:
    # Papers are what `papers_valid` asks for, so leave to ask for fewer is leave
    # to loosen that rule.
    lost = [(name, f"kept_by - {name}") for name in before.kept_by]
    lost = [(name, seen) for name, seen in lost if name not in after.kept_by]
    if before.treated_as == "rule" and after.treated_as != "rule":
        lost = [(name, f"treated_as = {after.treated_as!r}") for name in before.kept_by]
    lost += [
        (name, f"waivable_rules + {name}")
        for name in after.waivable_rules
        if name in before.kept_by and name not in before.waivable_rules
    ]
    lost += [
        ("papers_valid", f"papers - {demand.paper.value} ({demand.asked_of})")
        for demand in before.papers
        if demand not in after.papers
    ]
    for name, seen in lost:
        if not _allowed(lower, before.id, day, rule=name):
            yield _unallowed(lower, before.id, name, seen, day)


def _unfounded_overrides(
    clauses: dict[str, Clause], lower: Rulebook
) -> Iterator[Problem]:
    for override in lower.overrides:
        clause = clauses.get(override.clause)
        known = set() if clause is None else {*clause.kept_by, *clause.numbers}
        if (override.number or override.rule) not in known:
            yield Problem(
                where=f"{lower.name}:[[override]]",
                seen=f"{override.clause} / {override.number or override.rule}",
                expected_zh="上级规则册中没有这一条款、数值或规则",
                expected_en="no wider rulebook has this clause, number or rule",
                clause=override.clause,
            )


def _allowed(
    lower: Rulebook,
    clause: str,
    day: date,
    number: str | None = None,
    rule: str | None = None,
) -> bool:
    return any(
        (override.clause, override.number, override.rule) == (clause, number, rule)
        and override.until >= day
        for override in lower.overrides
    )


def _unallowed(
    lower: Rulebook, clause: str, name: str, seen: str, day: date
) -> Problem:
    return Problem(
        where=f"{lower.name}:{name}",
        seen=seen,
        expected_zh=(
            f"比上级规则册宽松，须有在 {day} 仍有效的 [[override]]"
            "（写明批准单位、理由、截止日）"
        ),
        expected_en=(
            f"looser than the wider rulebook: needs an [[override]] valid on {day} "
            "that says who allowed it, why, and until when"
        ),
        clause=clause,
    )
