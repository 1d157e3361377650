"""Writes down what webhooks are to hear, in the transaction of the deed: both or none.

No payload holds anything of a person: ids, links and states only.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.base import now
from kehou_api.db.tables.owner import OwnerRow
from kehou_api.db.tables.webhook import DeliveryRow, WebhookRow
from kehou_api.ids import new_id
from kehou_api.webhooks.kinds import DeliveryState, Kind


def announce(
    session: Session, *, owner_id: str, kind: Kind, subject: str, data: dict[str, Any]
) -> None:
    """Have all hear of a deed who want to: the owner itself, and its district."""
    for hook in _listening(session, owner_id):
        if kind in hook.kinds:
            put(session, hook, kind, subject, {"owner": owner_id, **data})


def put(
    session: Session, hook: WebhookRow, kind: Kind, subject: str, data: dict[str, Any]
) -> DeliveryRow:
    """Write one delivery; it is due at once."""
    delivery_id, moment = new_id("dl"), now()
    row = DeliveryRow(
        id=delivery_id,
        webhook_id=hook.id,
        kind=kind,
        subject=subject,
        payload={
            "id": delivery_id,
            "type": kind,
            "timestamp": moment.isoformat(),
            "data": data,
        },
        state=DeliveryState.WAITING,
        next_at=moment,
        created_at=moment,
    )
    session.add(row)
    session.flush()
    return row


def _listening(session: Session, owner_id: str) -> list[WebhookRow]:
    district = sa.select(OwnerRow.parent_id).where(OwnerRow.id == owner_id)
    asked = sa.select(WebhookRow).where(
        WebhookRow.ended_at.is_(None),
        sa.or_(WebhookRow.owner_id == owner_id, WebhookRow.owner_id.in_(district)),
    )
    return list(session.execute(asked.order_by(WebhookRow.id)).scalars())
