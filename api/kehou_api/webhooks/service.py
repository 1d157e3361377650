"""Makes and ends webhooks, and has things sent to them."""

from sqlalchemy.orm import Session

from kehou_api.db.base import now
from kehou_api.db.tables.webhook import DeliveryRow, WebhookRow
from kehou_api.ids import new_id
from kehou_api.people.acting import Acting
from kehou_api.problems import Issue, Refusal
from kehou_api.settings import ServiceSettings
from kehou_api.trail.chain import record
from kehou_api.webhooks import ending, outbox, store
from kehou_api.webhooks.addresses import BadAddress, target_of
from kehou_api.webhooks.kinds import DeliveryState, Kind
from kehou_api.webhooks.schemas import NewWebhook
from kehou_api.webhooks.signing import new_secret
from kehou_solver.domain.base import Text

MOST = 20
"""Webhooks one owner may have at a time."""


def insist_on_address(url: str, settings: ServiceSettings) -> None:
    """Refuse a URL that nothing may be sent to. Looking it up may take seconds.

    Raises:
        Refusal: 422, with the reason.
    """
    try:
        target_of(url, anywhere=settings.webhook_anywhere)
    except BadAddress as bad:
        said = bad.said
        issue = Issue(pointer="/url", seen=url[:80], zh=said.zh, en=said.en)
        raise Refusal(422, "webhook.address", said, [issue]) from None


def make(session: Session, who: Acting, owner_id: str, asked: NewWebhook) -> WebhookRow:
    """Make a webhook with a secret of its own.

    Raises:
        Refusal: 409 if the owner has too many.
    """
    if store.count_open(session, owner_id) >= MOST:
        raise Refusal(
            409,
            "webhook.too_many",
            Text(
                f"一个单位最多 {MOST} 个回调；请先结束不用的。",
                f"An owner has at most {MOST} webhooks; end one first.",
            ),
        )
    row = WebhookRow(
        id=new_id("wh"),
        owner_id=owner_id,
        url=asked.url,
        kinds=sorted(set(asked.kinds)),
        secret=new_secret(),
        created_at=now(),
    )
    session.add(row)
    session.flush()
    record(
        session,
        owner_id=owner_id,
        actor=who.id,
        deed="webhooks.make",
        subject=row.id,
        detail={"kinds": row.kinds},  # not the URL: it may hold a receiver's secret
    )
    return row


def end(session: Session, who: Acting, row: WebhookRow) -> None:
    """End a webhook; one that has ended stays so."""
    if row.ended_at is None:
        ending.end(session, row, who.id)


def ping(session: Session, row: WebhookRow) -> DeliveryRow:
    """Have a webhook hear that it is heard of, whatever kinds it wants.

    Raises:
        Refusal: 409 if it has ended.
    """
    _insist_on_open(row)
    return outbox.put(session, row, Kind.PING, row.id, {"owner": row.owner_id})


def again(session: Session, hook: WebhookRow, row: DeliveryRow) -> None:
    """Have a delivery sent now, whatever came of it before; all its tries are anew.

    Raises:
        Refusal: 409 if the webhook has ended.
    """
    _insist_on_open(hook)
    row.state, row.tries, row.next_at = DeliveryState.WAITING, 0, now()
    row.ended_at = None
    session.flush()


def _insist_on_open(row: WebhookRow) -> None:
    if row.ended_at is not None:
        raise Refusal(
            409,
            "webhook.ended",
            Text("这个回调已经结束。", "The webhook has ended."),
        )
