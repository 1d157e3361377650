"""What a rulebook is made of: its source, its clauses, its dated numbers."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kehou_solver.domain.adult import SCHOOL_KINDS, AdultKind, PaperKind
from kehou_solver.domain.base import Frozen, Id, Text

TreatedAs = Literal[
    "rule", "goal", "ledger", "input", "report", "process", "outside", "unjudged"
]
"""What a clause is to a timetable; decides who keeps it and what counts as proof."""

INPUT_KEEPERS = ("validity", "vocabulary", "stacking")
"""Who keeps an "input" clause: refused when read; no word for it; rulebooks misfit."""

Words = Annotated[str, StringConstraints(min_length=1)]
RuleName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class DatedNumber(Frozen):
    """A number of the law, with the days from which each value holds.

    Attributes:
        stricter: which way is stricter; a lower rulebook may freely go that way.
        values: value by the first day it holds.
    """

    unit: Words
    stricter: Literal["lower", "higher"]
    values: Mapping[date, int] = Field(min_length=1)

    def on(self, day: date) -> int | None:
        """Return the value in force on `day`; None before the first day."""
        started = [start for start in self.values if start <= day]
        return self.values[max(started)] if started else None

    def looser(self, value: int, than: int) -> bool:
        """Say whether `value` asks less than `than` does."""
        return value > than if self.stricter == "lower" else value < than


class PaperDemand(Frozen):
    """A paper that adults must hold on every day of service.

    Attributes:
        asked_of: "everyone", "outsiders" (not on the public payroll), or one kind.
    """

    paper: PaperKind
    asked_of: Literal["everyone", "outsiders"] | AdultKind

    def asks(self, kind: AdultKind) -> bool:
        """Say whether an adult of this kind must hold the paper."""
        if self.asked_of == "everyone":
            return True
        if self.asked_of == "outsiders":
            return kind not in SCHOOL_KINDS
        return kind == self.asked_of


class Clause(Frozen):
    """One demand of a legal text, and how we read it.

    Attributes:
        article: where it stands, such as "三(二)".
        text: fragments of the source, word for word, joined by "…".
        meaning_zh, meaning_en: the demand in a few words.
        reading_zh, reading_en: what we take it to ask, and which part we keep.
        kept_by: names of rules; of goals if a goal; of keepers if kept at input.
        pursued_by: goals that seek more of what the rules of a rule clause demand.
        waivable_rules: rules of this clause that the law states "in principle".
        waits_for_zh, waits_for_en: data or capability an unjudged clause lacks.
    """

    id: Id
    article: Words
    text: Words
    meaning_zh: Words
    meaning_en: Words
    reading_zh: Words
    reading_en: Words
    treated_as: TreatedAs
    kept_by: tuple[RuleName, ...] = ()
    pursued_by: tuple[RuleName, ...] = ()
    waivable_rules: tuple[RuleName, ...] = ()
    waits_for_zh: str = ""
    waits_for_en: str = ""
    numbers: Mapping[RuleName, DatedNumber] = Field(default_factory=dict)
    papers: tuple[PaperDemand, ...] = ()

    @property
    def meaning(self) -> Text:
        """The demand in a few words."""
        return Text(self.meaning_zh, self.meaning_en)

    @property
    def reading(self) -> Text:
        """How we read the clause."""
        return Text(self.reading_zh, self.reading_en)

    @property
    def waits_for(self) -> Text:
        """What is missing to judge it; empty if it is judged."""
        return Text(self.waits_for_zh, self.waits_for_en)


class Source(Frozen):
    """The document a rulebook was read from.

    Attributes:
        status_zh, status_en: such as "draft for comment"; printed in every report.
        sha256: fingerprint of the text we read, if a copy ships with the rulebook.
        extends: name of the wider rulebook this one is stacked on.
    """

    title_zh: Words
    title_en: Words
    issuer_zh: Words
    issuer_en: Words
    status_zh: Words
    status_en: Words
    sha256: str | None = Field(default=None, pattern="^[0-9a-f]{64}$")
    extends: Id | None = None

    @property
    def title(self) -> Text:
        """The title of the document."""
        return Text(self.title_zh, self.title_en)

    @property
    def status(self) -> Text:
        """How binding the document is."""
        return Text(self.status_zh, self.status_en)


class Override(Frozen):
    """Leave for a lower rulebook to be looser than a wider one.

    Attributes:
        clause: clause of the wider rulebook that is loosened.
        number, rule: what is loosened; exactly one of the two.
        allowed_by: office that allowed it (never a private name).
        until: last day it holds.
    """

    clause: Id
    number: RuleName | None = None
    rule: RuleName | None = None
    allowed_by: Words
    reason: Words
    until: date


class Goals(Frozen):
    """The default order of the goals, most important first."""

    order: tuple[RuleName, ...] = Field(min_length=1)


class Rulebook(Frozen):
    """A whole document, as one jurisdiction's layer of the law.

    Attributes:
        goals: default order of the goals; None = that of the wider rulebook.
    """

    name: Id
    source: Source
    goals: Goals | None = None
    clauses: tuple[Clause, ...]
    overrides: tuple[Override, ...] = ()
