"""`/v1/webhooks`: made, tested, ended; what was sent to them, and sent again."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from kehou_api.db.tables.webhook import WebhookRow
from kehou_api.doors import May, Reading, ServiceSet, Writing, refusals
from kehou_api.owning import Owner, owner_for
from kehou_api.pages import After, Limit, Page
from kehou_api.people.acting import Acting
from kehou_api.problems import unknown
from kehou_api.repeats import Answer, IdempotencyKey, once
from kehou_api.webhooks import service, store
from kehou_api.webhooks.schemas import (
    DeliverySaid,
    NewWebhook,
    WebhookMade,
    WebhookSaid,
    delivery_said,
    said_of,
)
from kehou_solver.domain.base import Text

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"])

WHAT, DELIVERY = Text("回调", "webhook"), Text("投递", "delivery")

Reader = Annotated[Acting, Depends(May("webhooks.read"))]
Writer = Annotated[Acting, Depends(May("webhooks.write"))]

REFUSED = refusals(401, 403, 404, 409, 422, 429)


@router.post("", status_code=201, responses={**refusals(400, 413), **REFUSED})
def make_webhook(
    session: Writing,
    settings: ServiceSet,
    who: Writer,
    asked: NewWebhook,
    response: Response,
    owner: Owner = None,
    idempotency_key: IdempotencyKey = None,
) -> WebhookMade:
    """Make a webhook; its secret is said this once."""
    # Looking a name up may take seconds: before the transaction, not in it.
    service.insist_on_address(asked.url, settings)

    def do() -> Answer:
        row = service.make(session, who, owner_for(session, who, owner), asked)
        said = said_of(row).model_dump(mode="json")
        return Answer(said, f"/v1/webhooks/{row.id}", 201)

    whole = ["webhooks.make", asked.model_dump(), owner]
    told = once(session, who, idempotency_key, whole, do)
    response.headers["Location"] = told.location or ""
    # What was answered is kept without the secret: that lies in one place only.
    secret = _hook(session, who, told.body["id"]).secret
    return WebhookMade(**told.body, secret=secret)


@router.get("", responses=refusals(401, 403, 422, 429))
def list_webhooks(
    session: Reading, who: Reader, after: After = None, limit: Limit = 50
) -> Page[WebhookSaid]:
    """List webhooks, newest first; nobody can read their secrets."""
    rows, following = store.page(session, who, after, limit)
    return Page(items=[said_of(row) for row in rows], next=following)


@router.get("/{webhook_id}", responses=refusals(401, 403, 404, 422, 429))
def read_webhook(session: Reading, who: Reader, webhook_id: str) -> WebhookSaid:
    """Say what a webhook is."""
    return said_of(_hook(session, who, webhook_id))


@router.delete("/{webhook_id}", responses=refusals(401, 403, 404, 422, 429))
def end_webhook(session: Writing, who: Writer, webhook_id: str) -> WebhookSaid:
    """End a webhook: nothing more is sent, and its secret is forgotten."""
    row = _hook(session, who, webhook_id, change=True)
    service.end(session, who, row)
    return said_of(row)


@router.post("/{webhook_id}/ping", status_code=202, responses=REFUSED)
def ping_webhook(
    session: Writing,
    who: Writer,
    webhook_id: str,
    idempotency_key: IdempotencyKey = None,
) -> DeliverySaid:
    """Have something sent to a webhook, to see whether it arrives."""
    hook = _hook(session, who, webhook_id, change=True)

    def do() -> Answer:
        row = service.ping(session, hook)
        return Answer(delivery_said(row).model_dump(mode="json"))

    told = once(session, who, idempotency_key, ["webhooks.ping", webhook_id], do)
    return DeliverySaid.model_validate(told.body)


@router.get("/{webhook_id}/deliveries", responses=refusals(401, 403, 404, 422, 429))
def list_deliveries(
    session: Reading,
    who: Reader,
    webhook_id: str,
    after: After = None,
    limit: Limit = 50,
) -> Page[DeliverySaid]:
    """List what a webhook was or is to be sent, newest first; kept for 30 days."""
    hook = _hook(session, who, webhook_id)
    rows, following = store.deliveries_page(session, hook, after, limit)
    return Page(items=[delivery_said(row) for row in rows], next=following)


@router.post(
    "/{webhook_id}/deliveries/{delivery_id}/again", status_code=202, responses=REFUSED
)
def deliver_again(
    session: Writing,
    who: Writer,
    webhook_id: str,
    delivery_id: str,
    idempotency_key: IdempotencyKey = None,
) -> DeliverySaid:
    """Have a delivery sent now, under its old id."""
    hook = _hook(session, who, webhook_id, change=True)
    row = store.delivery_of(session, hook, delivery_id)
    if row is None:
        raise unknown(DELIVERY)

    def do() -> Answer:
        service.again(session, hook, row)
        return Answer(delivery_said(row).model_dump(mode="json"))

    told = once(session, who, idempotency_key, ["webhooks.again", delivery_id], do)
    return DeliverySaid.model_validate(told.body)


def _hook(
    session: Reading, who: Acting, webhook_id: str, *, change: bool = False
) -> WebhookRow:
    row = store.theirs(session, who, webhook_id, change=change)
    if row is None:
        raise unknown(WHAT)
    return row
