"""Waivers: leave to break a rule is given by somebody, for a reason."""

from collections.abc import Iterator

from kehou_solver.domain.validity.draft import Draft
from kehou_solver.errors import Problem


def waiver_problems(draft: Draft) -> Iterator[Problem]:
    """Judge each waiver; whether the rule can be waived is for the rulebook to say."""
    for where, waiver in draft.placed("waivers", draft.instance.waivers):
        yield from draft.refer("schools", waiver.school, f"{where}/school")
        if not waiver.approved_by.strip():
            yield Problem(
                f"{where}/approved_by",
                '""',
                "须写明批准的部门或职务（不写个人姓名）；请补上",
                "say which office or role allowed it (no private name)",
            )
        if not waiver.reason.strip():
            zh, en = "须写明理由；请补上", "a waiver needs a reason; add it"
            yield Problem(f"{where}/reason", '""', zh, en)
        if not waiver.weekdays:
            zh, en = (
                "须写明哪几天；请补上或删去这一行",
                "say which weekdays, or drop it",
            )
            yield Problem(f"{where}/weekdays", "[]", zh, en)
