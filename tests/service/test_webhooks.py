"""What happens is heard by those who want to, signed, until they have heard it."""

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from kehou_api.client import Client, Forged, Refused
from kehou_api.people.roles import Role
from kehou_api.webhooks.kinds import Failure
from kehou_api.webhooks.schemas import DeliverySaid, WebhookMade
from kehou_api.webhooks.signing import new_secret
from tests.service.bodies import body
from tests.service.receiver import Receiver
from tests.service.running import Service, wait_for_end

NOWHERE = "http://127.0.0.1:9/"
"""A URL at which nobody listens."""


@contextlib.contextmanager
def client_of(
    service: Service, owner: str = "east-1", role: Role = Role.HEAD
) -> Iterator[Client]:
    with Client(service.base, service.people.keys[owner, role]) as client:
        yield client


@contextlib.contextmanager
def hooked(client: Client, url: str, *more: str) -> Iterator[WebhookMade]:
    """Make a webhook and end it afterwards.

    It hears of plans only unless told: jobs of other tests may be about to end.
    """
    made = client.make_webhook(url, ["plan.changed", *more])
    try:
        yield made
    finally:
        client.end_webhook(made.id)


def once(condition: Callable[[], Any], seconds: float = 30) -> Any:
    """Return what a condition returns once it is true."""
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, "not in time"
        time.sleep(0.1)
    return found


def ended(client: Client, delivery: DeliverySaid) -> DeliverySaid:
    """Return a delivery once it has ended."""

    def found() -> DeliverySaid | None:
        page = client.deliveries(delivery.webhook)
        (one,) = (one for one in page.items if one.id == delivery.id)
        return one if one.ended_at else None

    said: DeliverySaid = once(found)
    return said


def about(
    receiver: Receiver, hook: WebhookMade, timetable_id: str, count: int
) -> list[dict[str, Any]] | None:
    """Return what was heard of a timetable, once there is so much of it."""
    assert hook.secret is not None
    told = [one.verified(hook.secret) for one in list(receiver.heard)]
    link = f"/v1/timetables/{timetable_id}"
    told = [one for one in told if one["data"].get("timetable") == link]
    return told if len(told) == count else None


def test_a_delivery_is_sent_until_it_is_heard(service: Service) -> None:
    with (
        client_of(service) as client,
        Receiver(500, 500, 200) as receiver,
        hooked(client, receiver.url) as hook,
    ):
        said = ended(client, client.ping_webhook(hook.id))
        assert (said.state, said.tries, said.last_status) == ("DELIVERED", 3, 200)
        assert hook.secret is not None
        assert [one.verified(hook.secret) for one in receiver.heard] == [
            said.payload
        ] * 3
        assert {one.headers["webhook-id"] for one in receiver.heard} == {said.id}
        with pytest.raises(Forged):
            receiver.heard[0].verified(new_secret())
        client.deliver_again(hook.id, said.id)
        once(lambda: len(receiver.heard) == 4)
        assert receiver.heard[3].verified(hook.secret) == said.payload
        assert ended(client, said).tries == 1


def test_a_receiver_that_never_hears_is_given_up(service: Service) -> None:
    with (
        client_of(service) as client,
        Receiver(500) as receiver,
        hooked(client, receiver.url) as deaf,
        hooked(client, NOWHERE) as absent,
    ):
        sent = [client.ping_webhook(hook.id) for hook in (deaf, absent)]
        said, unsaid = (ended(client, one) for one in sent)
        assert (said.state, said.tries, said.last_status) == ("GIVEN_UP", 7, 500)
        assert len(receiver.heard) == 7
        assert (unsaid.state, unsaid.last_status) == ("GIVEN_UP", None)
        assert unsaid.last_error is Failure.CONNECTION


def test_a_receiver_that_is_gone_hears_no_more(service: Service) -> None:
    with (
        client_of(service) as client,
        Receiver(410) as receiver,
        hooked(client, receiver.url) as hook,
    ):
        said = ended(client, client.ping_webhook(hook.id))
        assert (said.state, said.tries) == ("GIVEN_UP", 1)
        page = client.webhooks().items
        assert next(one for one in page if one.id == hook.id).ended_at is not None
        with pytest.raises(Refused, match=r"webhook\.ended"):
            client.ping_webhook(hook.id)
        with pytest.raises(Refused, match=r"webhook\.ended"):
            client.deliver_again(hook.id, said.id)
    trail = service.client("east", Role.BUREAU).get("/v1/trail").json()["items"]
    deeds = [(one["deed"], one["actor"]) for one in trail if one["subject"] == hook.id]
    assert deeds[0] == ("webhooks.end", "service")
    assert deeds[1][0] == "webhooks.make"


def test_ends_of_jobs_and_steps_of_plans_are_heard_by_school_and_district(
    service: Service,
) -> None:
    foreign = service.people.owners["west-1"]
    with (
        client_of(service) as school,
        client_of(service, "east", Role.BUREAU) as district,
        Receiver() as here,
        Receiver() as above,
        hooked(school, here.url, "job.ended") as its,
        hooked(district, above.url, "job.ended") as theirs,
    ):
        west = service.client("west", Role.BUREAU)
        other = west.post(
            "/v1/webhooks", params={"owner": foreign}, json={"url": here.url}
        ).json()
        scheduler = service.client()
        asked = scheduler.post("/v1/timetables", json=body(seed=3, seconds=2))
        head = wait_for_end(scheduler, asked.headers["location"], 60)
        wanted = {"title": "Spring, by Li Hua", "timetable": head["id"]}
        plan = scheduler.post("/v1/plans", json=wanted).json()["id"]
        heard = {"held_on": "2026-01-01", "families": 40, "summary": "Li Hua agrees"}
        scheduler.post(f"/v1/plans/{plan}/consult", json=heard)
        for receiver, hook in ((here, its), (above, theirs)):
            told = once(lambda r=receiver, h=hook: about(r, h, head["id"], 2))
            assert [one["type"] for one in told] == ["job.ended", "plan.changed"]
            owner = service.people.owners["east-1"]
            (job,) = (one["data"].pop("job") for one in told[:1])
            assert scheduler.get(job).json()["status"] == "COMPLETED"
            assert told[0]["data"] == {
                "owner": owner,
                "kind": "solve",
                "status": "COMPLETED",
                "timetable": asked.headers["location"],
                "solution_status": head["solution_status"],
            }
            assert told[1]["data"] == {
                "owner": owner,
                "plan": f"/v1/plans/{plan}",
                "timetable": asked.headers["location"],
                "state": "CONSULTED",
            }
            assert b"Li Hua" not in b"".join(one.body for one in receiver.heard)
        where = f"/v1/webhooks/{other['id']}"
        assert west.get(f"{where}/deliveries").json()["items"] == []
        west.delete(where)


def test_a_job_that_ends_before_it_begins_is_heard_too(service: Service) -> None:
    """Ended by the web process, in the transaction of the request."""
    with (
        client_of(service, "east-2") as client,
        Receiver() as receiver,
        hooked(client, receiver.url, "job.ended") as hook,
    ):
        scheduler = service.client("east-2")
        asked = [
            scheduler.post("/v1/timetables", json=body(seed=seed, seconds=30)).json()
            for seed in (3, 4, 5, 6)
        ]
        for one in asked:
            scheduler.post(f"/v1/timetables/{one['id']}/cancel")
        for one in asked:
            (told,) = once(lambda one=one: about(receiver, hook, one["id"], 1))
            assert told["data"]["status"] in ("CANCELLED", "COMPLETED")


def test_only_what_is_wanted_is_sent(service: Service) -> None:
    with (
        client_of(service) as client,
        Receiver() as receiver,
        hooked(client, receiver.url) as hook,
    ):
        scheduler = service.client()
        asked = scheduler.post("/v1/timetables", json=body(seed=3)).json()
        scheduler.post(f"/v1/timetables/{asked['id']}/cancel")
        wait_for_end(scheduler, f"/v1/timetables/{asked['id']}", 60)
        assert client.deliveries(hook.id).items == []
        with pytest.raises(Refused, match=r"request\.invalid"):
            client.make_webhook(receiver.url, ["job.begun"])


def test_a_secret_is_said_once_and_is_in_no_list(service: Service) -> None:
    head = service.client("east-1", Role.HEAD)
    asked = {"json": {"url": NOWHERE}}
    asked |= {"headers": {"Idempotency-Key": "hook"}}
    first, second = (head.post("/v1/webhooks", **asked) for _ in range(2))
    assert first.status_code == 201
    assert first.json() == second.json()
    where, secret = first.headers["location"], first.json()["secret"]
    assert secret.startswith("whsec_")
    pinged = head.post(f"{where}/ping", headers={"Idempotency-Key": "ping"}).json()
    again = head.post(f"{where}/ping", headers={"Idempotency-Key": "ping"}).json()
    assert pinged["id"] == again["id"]
    for path in ("/v1/webhooks", where, f"{where}/deliveries"):
        read = head.get(path)
        assert read.status_code == 200
        assert secret not in read.text
        assert '"secret"' not in read.text
    trail = service.client("east", Role.AUDITOR).get("/v1/trail").text
    assert secret not in trail
    assert where.rpartition("/")[2] in trail
    assert secret not in head.delete(where).text
    assert secret not in json.dumps(head.post("/v1/webhooks", **asked).json())


def test_deliveries_are_read_a_page_at_a_time(service: Service) -> None:
    head = service.client("east-1", Role.HEAD)
    with client_of(service) as client, hooked(client, NOWHERE) as hook:
        ids = [client.ping_webhook(hook.id).id for _ in range(3)]
        where = f"/v1/webhooks/{hook.id}/deliveries?limit=2"
        first = head.get(where).json()
        second = head.get(f"{where}&after={first['next']}").json()
        read = [one["id"] for one in first["items"] + second["items"]]
        assert (read, second["next"]) == (ids[::-1], None)


def test_an_owner_has_twenty_webhooks_at_most(service: Service) -> None:
    with client_of(service, "east-2") as client:
        made = [client.make_webhook(NOWHERE) for _ in range(20)]
        with pytest.raises(Refused, match=r"webhook\.too_many"):
            client.make_webhook(NOWHERE)
        for one in made:
            client.end_webhook(one.id)
        client.end_webhook(client.make_webhook(NOWHERE).id)


def test_a_url_that_cannot_be_used_is_refused(service: Service) -> None:
    head = service.client("east-1", Role.HEAD)
    for url in ("http://user:word@127.0.0.1/", "gopher://127.0.0.1/", "nowhere"):
        refused: httpx.Response = head.post("/v1/webhooks", json={"url": url})
        assert refused.status_code == 422
        assert refused.json()["code"] == "webhook.address"
        assert refused.json()["issues"][0]["pointer"] == "/url"
