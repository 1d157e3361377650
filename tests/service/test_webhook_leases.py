"""One sender at a time has a delivery, however many there are, until it is settled."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from kehou_api.db.base import now
from kehou_api.db.engine import Database
from kehou_api.db.tables import DeliveryRow, WebhookRow
from kehou_api.db.upgrade import upgrade
from kehou_api.settings import ServiceSettings
from kehou_api.webhooks import leases, outbox
from kehou_api.webhooks.courier import Courier
from kehou_api.webhooks.kinds import DeliveryState, Kind
from kehou_api.webhooks.sending import Sent
from kehou_api.webhooks.signing import new_secret
from tests.service.receiver import Receiver
from tests.service.running import populate

HEARD, FAILED = Sent(status=204), Sent(status=500)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'hooks.sqlite'}"
    else:
        url = request.getfixturevalue("postgres").new_database("hooks")
    opened = Database(ServiceSettings(database_url=url).url())
    upgrade(opened)
    yield opened
    opened.close()


def waiting(database: Database, count: int, url: str = "http://127.0.0.1:9/") -> str:
    """Make a webhook with deliveries that are due; return its id."""
    people = populate(database)
    with database.writing() as session:
        hook = WebhookRow(
            id="wh_1",
            owner_id=people.owners["east-1"],
            url=url,
            kinds=["job.ended"],
            secret=new_secret(),
        )
        session.add(hook)
        session.flush()
        for _ in range(count):
            outbox.put(session, hook, Kind.PING, hook.id, {})
    return "wh_1"


def states(database: Database) -> list[tuple[str, int]]:
    """Return state and tries of every delivery, oldest first."""
    with database.reading() as session:
        rows = session.execute(sa.select(DeliveryRow).order_by(DeliveryRow.id))
        return [(row.state, row.tries) for row in rows.scalars()]


def taken(database: Database, hook: str) -> leases.Parcel | None:
    with database.writing() as session:
        return leases.claim(session, hook)


def settled(database: Database, parcel: leases.Parcel, sent: Sent) -> None:
    with database.writing() as session:
        leases.settle(session, parcel, sent, 0.001)


def lease_over(database: Database) -> None:
    """Have time pass until every lease and every pause is over."""
    with database.writing() as session:
        waits = sa.update(DeliveryRow).where(DeliveryRow.next_at.is_not(None))
        session.execute(waits.values(next_at=now() - timedelta(seconds=1)))


def test_senders_side_by_side_send_each_delivery_once(database: Database) -> None:
    with Receiver() as receiver:
        hook = waiting(database, 30, receiver.url)
        settings = ServiceSettings(database_url=database.url, webhook_anywhere=True)
        left = threading.Barrier(4)

        def send() -> None:
            courier = Courier(database, settings)
            left.wait()
            while any(state == DeliveryState.WAITING for state, _ in states(database)):
                courier.deliver(hook)

        senders = [threading.Thread(target=send) for _ in range(4)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
    ids = [heard.headers["webhook-id"] for heard in receiver.heard]
    assert (len(ids), len(set(ids))) == (30, 30)
    assert states(database) == [(DeliveryState.DELIVERED, 1)] * 30


def test_what_is_taken_is_not_due_until_its_lease_is_over(database: Database) -> None:
    hook = waiting(database, 1)
    slow = taken(database, hook)
    assert slow is not None
    assert taken(database, hook) is None
    lease_over(database)
    quick = taken(database, hook)
    assert quick is not None
    assert (quick.id, quick.tries) == (slow.id, 2)
    settled(database, slow, HEARD)  # too late: it is another's now
    assert states(database) == [(DeliveryState.WAITING, 2)]
    settled(database, quick, HEARD)
    assert states(database) == [(DeliveryState.DELIVERED, 2)]
    settled(database, replace(quick, tries=7), FAILED)
    assert states(database) == [(DeliveryState.DELIVERED, 2)]


def test_pauses_grow_and_the_seventh_failure_is_the_last(database: Database) -> None:
    hook = waiting(database, 1)
    pauses = []
    while (parcel := taken(database, hook)) is not None:
        with database.writing() as session:
            leases.settle(session, parcel, FAILED, 10.0)
            row = session.get_one(DeliveryRow, parcel.id)
            if row.next_at is not None:
                pauses.append(round((row.next_at - now()).total_seconds()))
        lease_over(database)
    assert pauses == [10, 60, 300, 1800, 7200, 21600]
    assert states(database) == [(DeliveryState.GIVEN_UP, 7)]


def test_a_delivery_that_takes_its_senders_down_is_given_up(
    database: Database,
) -> None:
    hook = waiting(database, 1)
    for _ in range(7):
        assert taken(database, hook) is not None
        lease_over(database)
    assert taken(database, hook) is None
    with database.reading() as session:
        row = session.execute(sa.select(DeliveryRow)).scalar_one()
        assert (row.state, row.last_error) == ("GIVEN_UP", "INTERRUPTED")


def test_what_ended_long_ago_is_removed(database: Database) -> None:
    hook = waiting(database, 3)
    for age in (29, 31):
        parcel = taken(database, hook)
        assert parcel is not None
        settled(database, parcel, HEARD)
        with database.writing() as session:
            row = session.get_one(DeliveryRow, parcel.id)
            row.ended_at = now() - timedelta(days=age)
    with database.writing() as session:
        leases.remove_ended(session)
    assert sorted(states(database)) == [("DELIVERED", 1), ("WAITING", 0)]
