"""What is asked and said about webhooks and deliveries."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from kehou_api.asked import Asked
from kehou_api.db.tables.webhook import DeliveryRow, WebhookRow
from kehou_api.texts import LINE
from kehou_api.webhooks.kinds import DeliveryState, Failure, Kind

Wanted = Literal["job.ended", "plan.changed"]


class NewWebhook(Asked):
    """A place that wants to hear what happens.

    Attributes:
        url: https; without user or password.
        kinds: what it wants to hear of.
    """

    url: Annotated[str, Field(min_length=1, max_length=500, pattern=LINE)]
    kinds: Annotated[tuple[Wanted, ...], Field(min_length=1, max_length=2)] = (
        "job.ended",
        "plan.changed",
    )


class WebhookSaid(BaseModel):
    """A webhook without its secret.

    Attributes:
        ended_at: since then nothing is sent there: somebody ended it, or the receiver
            answered 410.
    """

    id: str
    owner: str
    url: str
    kinds: list[Kind]
    created_at: datetime
    ended_at: datetime | None


class WebhookMade(WebhookSaid):
    """A new webhook.

    Attributes:
        secret: what signs deliveries; said this once. None = it was ended meanwhile.
    """

    secret: str | None


class DeliverySaid(BaseModel):
    """One thing a webhook is to hear of, or has heard.

    Attributes:
        id: sent as `webhook-id` at every try: drop what you have heard before.
        subject: id of what it is about.
        payload: what is sent.
        next_at: when it is tried next; None = it has ended.
        last_status: what was answered last.
        last_error: why nothing was answered.
    """

    id: str
    webhook: str
    kind: Kind
    subject: str
    payload: dict[str, Any]
    state: DeliveryState
    tries: int
    next_at: datetime | None
    last_status: int | None
    last_error: Failure | None
    created_at: datetime
    ended_at: datetime | None


def said_of(row: WebhookRow) -> WebhookSaid:
    """Return what is said of a webhook."""
    return WebhookSaid(
        id=row.id,
        owner=row.owner_id,
        url=row.url,
        kinds=row.kinds,
        created_at=row.created_at,
        ended_at=row.ended_at,
    )


def delivery_said(row: DeliveryRow) -> DeliverySaid:
    """Return what is said of a delivery."""
    return DeliverySaid(
        id=row.id,
        webhook=row.webhook_id,
        kind=Kind(row.kind),
        subject=row.subject,
        payload=row.payload,
        state=DeliveryState(row.state),
        tries=row.tries,
        next_at=row.next_at,
        last_status=row.last_status,
        last_error=Failure(row.last_error) if row.last_error else None,
        created_at=row.created_at,
        ended_at=row.ended_at,
    )
