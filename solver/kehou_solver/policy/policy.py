"""The rulebooks in force, stacked and read on one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from kehou_solver.domain.adult import AdultKind, PaperKind
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Pupil
from kehou_solver.domain.school import Tier
from kehou_solver.errors import UnknownClause
from kehou_solver.policy.rulebook import Clause, Rulebook
from kehou_solver.policy.shelf import load
from kehou_solver.policy.stacking import goals_in_force, number_in_force, stack


@dataclass(frozen=True, eq=False)
class Policy:
    """What the law asks on one day: the only policy object rules and checks see.

    Attributes:
        rulebooks: widest first (city, county, school).
        clauses: all clauses in force; one that a lower rulebook restates stands once.

    Raises:
        InputError: if a lower rulebook is looser without leave; holds all problems.
    """

    rulebooks: tuple[Rulebook, ...]
    day: date

    def __post_init__(self) -> None:
        self.clauses  # noqa: B018 - stacks now, so that a wrong stack never exists

    @classmethod
    def read(cls, names: Sequence[str], day: date) -> Self:
        """Stack the shipped rulebooks `names`, widest first, as they are on `day`."""
        return cls(tuple(load(name) for name in names), day)

    @classmethod
    def of(cls, instance: Instance) -> Self:
        """Read the instance's rulebooks on the day its week begins."""
        return cls.read(instance.rulebooks, instance.week_of)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses in force, wider rulebooks first."""
        return stack(self.rulebooks, self.day)

    def clause(self, clause_id: str) -> Clause:
        """Return one clause.

        Raises:
            UnknownClause: if no rulebook in force has it.
        """
        for clause in self.clauses:
            if clause.id == clause_id:
                return clause
        raise UnknownClause(clause_id)

    def book_of(self, clause_id: str) -> Rulebook:
        """Return the lowest rulebook that states the clause: the one that counts.

        Raises:
            UnknownClause: if no rulebook in force has it.
        """
        for book in reversed(self.rulebooks):
            if any(clause.id == clause_id for clause in book.clauses):
                return book
        raise UnknownClause(clause_id)

    def rules(self) -> frozenset[str]:
        """Return the names of all rules the law asks for (nature not included)."""
        return self._rules

    def number(self, name: str) -> int:
        """Return the number called `name` that is in force on the day.

        Raises:
            UnknownClause: if no rulebook gives it, or none yet on that day.
        """
        if name not in self._numbers:
            found = number_in_force(self.rulebooks, name, self.day)
            if found is None:
                raise UnknownClause(name)
            self._numbers[name] = found.value
        return self._numbers[name]

    def papers(self, kind: AdultKind) -> frozenset[PaperKind]:
        """Return the papers an adult of this kind must hold on every day of service."""
        return self._papers[kind]

    def tier_fee(self, tier: Tier, public: bool) -> int | None:
        """Return the monthly fee (fen) of a tier; None if the law leaves it open."""
        owner = "public" if public else "private"
        name = f"fee_month_fen_{tier.value}_{owner}"
        found = number_in_force(self.rulebooks, name, self.day)
        return None if found is None else found.value

    def tier_of(self, pupil: Pupil, grade: int) -> int:
        """Return who comes first: 1 hardship, 2 lower and middle grades, 3 the rest."""
        if pupil.hardship:
            return 1
        return 2 if grade <= self._lower_middle_last_grade else 3

    def goal_order(self) -> tuple[str, ...]:
        """Return the goals in their default order, most important first."""
        return goals_in_force(self.rulebooks)

    def can_be_waived(self, rule: str) -> bool:
        """Say whether some clause states this rule only "in principle".

        Every clause that asks for the rule must say so: what one article softens,
        another may still demand in full.
        """
        asking = [
            clause
            for clause in self.clauses
            if clause.treated_as == "rule" and rule in clause.kept_by
        ]
        return bool(asking) and all(rule in clause.waivable_rules for clause in asking)

    # Asked for millions of times while choices are listed.

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {}

    @cached_property
    def _papers(self) -> dict[AdultKind, frozenset[PaperKind]]:
        return {
            kind: frozenset(
                demand.paper
                for clause in self.clauses
                for demand in clause.papers
                if demand.asks(kind)
            )
            for kind in AdultKind
        }

    @cached_property
    def _rules(self) -> frozenset[str]:
        return frozenset(
            name
            for clause in self.clauses
            if clause.treated_as == "rule"
            for name in clause.kept_by
        )

    @cached_property
    def _lower_middle_last_grade(self) -> int:
        return self.number("lower_middle_last_grade")
