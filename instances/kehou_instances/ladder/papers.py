"""Dated papers and proved skills of adults."""

from kehou_instances.ladder.term import LAST_YEAR, SCHOOL_YEAR, TERM
from kehou_solver.domain import AdultKind, Paper, PaperKind, Qualification
from kehou_solver.domain.adult import SCHOOL_KINDS


def papers(kind: AdultKind) -> tuple[Paper, ...]:
    """Return valid papers: letter and insurance, for outsiders also the two checks."""
    spans = {PaperKind.LETTER: TERM, PaperKind.INSURANCE: SCHOOL_YEAR}
    if kind not in SCHOOL_KINDS:
        spans |= {PaperKind.BACKGROUND: SCHOOL_YEAR, PaperKind.HEALTH: SCHOOL_YEAR}
    return tuple(
        Paper(kind=paper, valid_from=first, valid_until=last)
        for paper, (first, last) in spans.items()
    )


def lapsed(kind: AdultKind) -> tuple[Paper, ...]:
    """Return the papers of somebody whose insurance ran out last summer."""
    first, last = LAST_YEAR
    return tuple(
        paper.model_copy(update={"valid_from": first, "valid_until": last})
        if paper.kind is PaperKind.INSURANCE
        else paper
        for paper in papers(kind)
    )


def skill(name: str) -> Qualification:
    """Return a qualification that holds on every day of the school year."""
    return Qualification(name=name, valid_from=TERM[0], valid_until=SCHOOL_YEAR[1])
