"""Queries for webhooks and deliveries."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.tables.webhook import DeliveryRow, WebhookRow
from kehou_api.pages import newest_first
from kehou_api.people.acting import Acting, owned_by


def theirs(
    session: Session, who: Acting, webhook_id: str, *, change: bool = False
) -> WebhookRow | None:
    """Return a webhook of theirs; `change` = locked until the transaction ends."""
    asked = sa.select(WebhookRow).where(
        WebhookRow.id == webhook_id, owned_by(who, WebhookRow.owner_id)
    )
    if change:
        # So that deeds which are announced to it meanwhile need not wait.
        asked = asked.with_for_update(key_share=True)
    return session.execute(asked).scalar_one_or_none()


def page(
    session: Session, who: Acting, after: str | None, limit: int
) -> tuple[list[WebhookRow], str | None]:
    """Return a page of their webhooks."""
    asked = sa.select(WebhookRow).where(owned_by(who, WebhookRow.owner_id))
    return newest_first(session, asked, WebhookRow.id, after, limit)


def count_open(session: Session, owner_id: str) -> int:
    """Return how many webhooks of an owner have not ended."""
    asked = sa.select(sa.func.count(WebhookRow.id)).where(
        WebhookRow.owner_id == owner_id, WebhookRow.ended_at.is_(None)
    )
    return session.execute(asked).scalar_one()


def delivery_of(
    session: Session, hook: WebhookRow, delivery_id: str
) -> DeliveryRow | None:
    """Return a delivery of a webhook, locked until the transaction ends."""
    asked = sa.select(DeliveryRow).where(
        DeliveryRow.id == delivery_id, DeliveryRow.webhook_id == hook.id
    )
    return session.execute(asked.with_for_update()).scalar_one_or_none()


def deliveries_page(
    session: Session, hook: WebhookRow, after: str | None, limit: int
) -> tuple[list[DeliveryRow], str | None]:
    """Return a page of what a webhook was or is to be sent."""
    asked = sa.select(DeliveryRow).where(DeliveryRow.webhook_id == hook.id)
    return newest_first(session, asked, DeliveryRow.id, after, limit)
