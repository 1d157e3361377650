"""Ends a webhook: nothing more is sent, and its secret is forgotten."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.base import now
from kehou_api.db.tables.webhook import DeliveryRow, WebhookRow
from kehou_api.trail.chain import record
from kehou_api.webhooks.kinds import DeliveryState


def end(session: Session, hook: WebhookRow, actor: str) -> None:
    """End a webhook that has not ended yet."""
    hook.ended_at, hook.secret = now(), None
    give_up_waiting(session, hook.id)
    record(
        session,
        owner_id=hook.owner_id,
        actor=actor,
        deed="webhooks.end",
        subject=hook.id,
    )


def give_up_waiting(session: Session, hook_id: str) -> None:
    """Give up all that still waits to be sent to a webhook."""
    session.execute(
        sa.update(DeliveryRow)
        .where(DeliveryRow.webhook_id == hook_id, DeliveryRow.next_at.is_not(None))
        .values(state=DeliveryState.GIVEN_UP, next_at=None, ended_at=now())
    )
