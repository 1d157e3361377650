"""Webhooks, and what was or is to be sent to them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kehou_api.db.base import Table, now


class WebhookRow(Table):
    """Where an owner wants to hear what happens to its things.

    Attributes:
        kinds: what it wants to hear of; see `webhooks.kinds`.
        secret: signs what is sent, so it must be readable; None = ended, forgotten.
        ended_at: since then nothing is sent there.
    """

    __tablename__ = "webhook"

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(sa.ForeignKey("owner.id"), index=True)
    url: Mapped[str] = mapped_column(sa.String(500))
    kinds: Mapped[list[Any]] = mapped_column(sa.JSON())
    secret: Mapped[str | None] = mapped_column(sa.String(64))
    created_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]


class DeliveryRow(Table):
    """One thing one webhook is to hear of, written in the transaction that does it.

    Attributes:
        subject: id of what it is about.
        payload: what is sent; never anything of a person.
        tries: how often sending was begun.
        next_at: when it is due; whoever moves it ahead holds the delivery until then.
            None = ended.
        last_status: what the receiver answered last; None = nothing.
        last_error: why it did not answer; see `webhooks.kinds`.
    """

    __tablename__ = "delivery"

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    webhook_id: Mapped[str] = mapped_column(sa.ForeignKey("webhook.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(32))
    subject: Mapped[str] = mapped_column(sa.String(32))
    payload: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(sa.String(16))
    tries: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    last_status: Mapped[int | None]
    last_error: Mapped[str | None] = mapped_column(sa.String(16))
    created_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
