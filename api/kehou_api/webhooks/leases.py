"""Which deliveries are due, and who sends them: a lease, so that only one does.

To take a delivery is to move its `next_at` ahead, if nobody has moved it meanwhile. A
sender that dies leaves it to be due again when the lease is over; one that was slow
finds `next_at` moved by another, and writes nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.base import now
from kehou_api.db.tables.webhook import DeliveryRow, WebhookRow
from kehou_api.webhooks.ending import end, give_up_waiting
from kehou_api.webhooks.kinds import DeliveryState, Failure
from kehou_api.webhooks.sending import Sent

LEASE = timedelta(minutes=2)
"""Longer than looking a name up and sending ever takes."""

PAUSES = (1, 6, 30, 180, 720, 2160)
"""Between tries, in units of the first: 10 s, 1 min, 5 min, 30 min, 2 h, 6 h."""

MOST_TRIES = len(PAUSES) + 1

KEPT = timedelta(days=30)
"""How long an ended delivery can still be read, and sent again."""


@dataclass(frozen=True)
class Parcel:
    """One delivery that is ours to send until its lease is over."""

    id: str
    hook_id: str
    url: str
    secret: str = field(repr=False)
    payload: dict[str, Any]
    tries: int
    until: datetime


def hooks_due(session: Session, but: Collection[str], most: int) -> list[str]:
    """Return the ids of webhooks with something due, longest due first.

    Args:
        session: to read in.
        but: leave these out.
        most: return so many at most.
    """
    asked = (
        sa.select(DeliveryRow.webhook_id)
        .where(DeliveryRow.next_at <= now(), DeliveryRow.webhook_id.not_in(but))
        .group_by(DeliveryRow.webhook_id)
        .order_by(sa.func.min(DeliveryRow.next_at))
        .limit(most)
    )
    return list(session.execute(asked).scalars())


def claim(session: Session, hook_id: str) -> Parcel | None:
    """Take what is longest due at a webhook; None = nothing, or others were quicker."""
    moment = now()
    asked = (
        sa.select(DeliveryRow)
        .where(DeliveryRow.webhook_id == hook_id, DeliveryRow.next_at <= moment)
        .order_by(DeliveryRow.next_at, DeliveryRow.id)
        .limit(1)
    )
    row = session.execute(asked).scalar_one_or_none()
    if row is None or row.next_at is None:
        return None
    hook = session.get_one(WebhookRow, hook_id)
    if hook.secret is None:
        # Somebody's deed and the end of the webhook came at the same time.
        give_up_waiting(session, hook_id)
        return None
    if row.tries >= MOST_TRIES:
        _move(
            session, row.id, row.next_at, last_error=Failure.INTERRUPTED, **_given_up()
        )
        return None
    tries, until = row.tries + 1, moment + LEASE
    if not _move(session, row.id, row.next_at, tries=tries, next_at=until):
        return None
    return Parcel(row.id, hook_id, hook.url, hook.secret, row.payload, tries, until)


def settle(session: Session, parcel: Parcel, sent: Sent, first_pause: float) -> None:
    """Write down what came of sending, if the delivery is still ours.

    Args:
        session: to write in.
        parcel: what was sent.
        sent: what came of it.
        first_pause: seconds until the second try; the others are longer.
    """
    if sent.delivered:
        then = {"state": DeliveryState.DELIVERED, "next_at": None, "ended_at": now()}
    elif sent.gone or parcel.tries >= MOST_TRIES:
        then = _given_up()
    else:
        pause = timedelta(seconds=first_pause * PAUSES[parcel.tries - 1])
        then = {"next_at": now() + pause}
    told = {"last_status": sent.status, "last_error": sent.failure}
    # Locked before the delivery, as by everybody else.
    hook = _locked(session, parcel.hook_id) if sent.gone else None
    ours = _move(session, parcel.id, parcel.until, **told, **then)
    if ours and hook is not None and hook.ended_at is None:
        end(session, hook, actor="service")


def remove_ended(session: Session) -> None:
    """Remove deliveries that ended long ago."""
    session.execute(sa.delete(DeliveryRow).where(DeliveryRow.ended_at < now() - KEPT))


def _locked(session: Session, hook_id: str) -> WebhookRow:
    locked = {"key_share": True}
    return session.get_one(WebhookRow, hook_id, with_for_update=locked)


def _given_up() -> dict[str, Any]:
    return {"state": DeliveryState.GIVEN_UP, "next_at": None, "ended_at": now()}


def _move(session: Session, delivery_id: str, seen: datetime, **to: Any) -> bool:
    """Write to a delivery unless somebody has moved it since it was seen."""
    moved = (
        sa.update(DeliveryRow)
        .where(DeliveryRow.id == delivery_id, DeliveryRow.next_at == seen)
        .values(**to)
        .returning(DeliveryRow.id)
        .execution_options(synchronize_session=False)
    )
    return session.execute(moved).first() is not None
