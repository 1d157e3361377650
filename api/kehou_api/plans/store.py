"""Queries for plans."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.tables.owner import OwnerRow
from kehou_api.db.tables.plan import PlanRow, PlanStepRow
from kehou_api.pages import newest_first
from kehou_api.people.acting import Acting, owned_by
from kehou_api.plans.road import PlanState


def theirs(
    session: Session, who: Acting, plan_id: str, *, change: bool = False
) -> PlanRow | None:
    """Return a plan of theirs; `change` = locked until the transaction ends."""
    asked = sa.select(PlanRow).where(
        PlanRow.id == plan_id, owned_by(who, PlanRow.owner_id)
    )
    if change:
        asked = asked.with_for_update()
    return session.execute(asked).scalar_one_or_none()


def steps_of(session: Session, plan_id: str) -> list[PlanStepRow]:
    """Return the steps of a plan in their order."""
    asked = sa.select(PlanStepRow).where(PlanStepRow.plan_id == plan_id)
    return list(session.execute(asked.order_by(PlanStepRow.number)).scalars())


def page(
    session: Session, who: Acting, after: str | None, limit: int
) -> tuple[list[PlanRow], str | None]:
    """Return a page of their plans."""
    asked = sa.select(PlanRow).where(owned_by(who, PlanRow.owner_id))
    return newest_first(session, asked, PlanRow.id, after, limit)


def published(session: Session, who: Acting) -> list[PlanRow]:
    """Return the published plans somebody may read, newest first.

    Those of their own school and of its district: what a family sees.
    """
    above = sa.select(OwnerRow.parent_id).where(OwnerRow.id == who.owner_id)
    asked = sa.select(PlanRow).where(
        PlanRow.state == PlanState.PUBLISHED,
        sa.or_(owned_by(who, PlanRow.owner_id), PlanRow.owner_id.in_(above)),
    )
    return list(session.execute(asked.order_by(PlanRow.id.desc()).limit(50)).scalars())
