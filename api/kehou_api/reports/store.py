"""Queries for reports: jobs that make one, and the plans they are about."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.owner import OwnerRow
from kehou_api.db.tables.plan import PlanRow, PlanStepRow
from kehou_api.pages import newest_first
from kehou_api.people.acting import Acting, owned_by
from kehou_api.plans.road import PlanState

KIND = "report"
"""Of the jobs that make reports."""

_FILED = (PlanState.SUBMITTED, PlanState.APPROVED)


def theirs(session: Session, who: Acting, report_id: str) -> JobRow | None:
    """Return a report of theirs."""
    asked = _reports(who).where(JobRow.id == report_id)
    return session.execute(asked).scalar_one_or_none()


def page(
    session: Session, who: Acting, after: str | None, limit: int
) -> tuple[list[JobRow], str | None]:
    """Return a page of their reports."""
    return newest_first(session, _reports(who), JobRow.id, after, limit)


def owners(session: Session, who: Acting) -> list[OwnerRow]:
    """Return their own school or district and its schools, by their codes."""
    asked = sa.select(OwnerRow).where(owned_by(who, OwnerRow.id))
    return list(session.execute(asked.order_by(OwnerRow.code)).scalars())


def plans_that_count(session: Session, who: Acting) -> dict[str, PlanRow]:
    """Return the plan that counts of each owner that has one, by the owner's id.

    The one published last; where none is published, the one submitted or approved last.
    """
    last = sa.func.max(PlanStepRow.at)
    asked = (
        sa.select(PlanRow)
        .join(PlanStepRow, PlanStepRow.plan_id == PlanRow.id)
        .where(
            owned_by(who, PlanRow.owner_id),
            PlanRow.state.in_((*_FILED, PlanState.PUBLISHED)),
        )
        .group_by(PlanRow.id)
        .order_by(PlanRow.state == PlanState.PUBLISHED, last, PlanRow.id)
    )
    return {row.owner_id: row for row in session.execute(asked).scalars()}


def _reports(who: Acting) -> sa.Select[JobRow]:
    return sa.select(JobRow).where(JobRow.kind == KIND, owned_by(who, JobRow.owner_id))
