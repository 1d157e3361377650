"""The rights matrix: every route, every role, what is one's own and what is not.

It is made from the routes themselves: a new route is in it, or the test fails.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx
import pytest
from fastapi.routing import APIRoute

from kehou_api.app import ROUTERS
from kehou_api.doors import May
from kehou_api.files.media import XLSX
from kehou_api.ids import new_id
from kehou_api.people.roles import RIGHTS, Role
from tests.service.bodies import body, study
from tests.service.running import Service

PUBLIC = {"GET /health", "GET /ready", "POST /v1/session"}
"""Open to everybody; they say nothing of anybody."""

SHARED = ("{demo_id}", "{rulebook}")
"""Places in paths for what belongs to nobody."""

NOWHERE = "http://127.0.0.1:9/"
"""A URL at which nobody listens."""

SENT: dict[str, Callable[[], object]] = {
    "POST /v1/instances": lambda: body(seed=8)["modelInput"],
    "POST /v1/timetables": lambda: body(seed=8, seconds=1),
    "POST /v1/session": lambda: {"login": "nobody", "password": "x"},
    "POST /v1/people": lambda: {
        "login": new_id("x").replace("_", "-"),
        "password": "long enough to pass",
        "role": "keeper",
    },
    "POST /v1/register/copies": lambda: {"instance": "in_0"},
    "POST /v1/register/assembled": lambda: {"week_of": "2026-03-16"},
    "PUT /v1/register/{kind}/{code}": lambda: {},
    "POST /v1/plans": lambda: {},
    "POST /v1/imports": lambda: b"no workbook, as its job will say",
    "POST /v1/studies": lambda: study("in_0"),
    "POST /v1/reports": lambda: {"kind": "district"},
    "PATCH /v1/plans/{plan_id}": lambda: {"title": "Other"},
    "POST /v1/plans/{plan_id}/consult": lambda: {
        "held_on": "2026-01-01",
        "families": 3,
        "summary": "heard",
    },
    "POST /v1/timetables/{timetable_id}/repair": lambda: {
        "events": [{"kind": "club_cancelled", "club": "chess"}]
    },
    "POST /v1/timetables/{timetable_id}/explanations": lambda: {"question": {}},
    "POST /v1/timetables/{timetable_id}/recommendations/apply": lambda: {
        "group": "g",
        "slot": "s",
        "adult": "a",
    },
    "POST /v1/plans/{plan_id}/return": lambda: {"reason": "unclear"},
    "POST /v1/webhooks": lambda: {"url": NOWHERE},
    "POST /v1/self/password": lambda: {"old": "x", "new": "long enough to pass"},
    "POST /v1/owners": lambda: {"kind": "district", "code": "north", "title": "N"},
    "POST /v1/keys": lambda: {"name": "one more", "role": "keeper"},
    "POST /v1/timetables/by-hand": lambda: {
        "timetable": {"format": "kehou-timetable/1"},
        "instanceId": "in_0",
    },
    "POST /v1/timetables/{timetable_id}/from-patch": lambda: {"patch": []},
    "POST /v1/analysis": lambda: {
        "timetable": {"format": "kehou-timetable/1"},
        "modelInput": body(seed=8)["modelInput"],
    },
}
"""A body for every route that takes one."""


@dataclass(frozen=True)
class Door:
    """One method of one path, and the right it asks for."""

    method: str
    path: str
    right: str | None

    @property
    def name(self) -> str:
        """Return it as tests are named."""
        return f"{self.method} {self.path}"


def rights_of(route: APIRoute) -> list[str]:
    found, left = [], [route.dependant]
    while left:
        dependant = left.pop()
        if isinstance(dependant.call, May):
            found.append(dependant.call.right)
        left += dependant.dependencies
    return found


def doors() -> Iterator[Door]:
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            rights = rights_of(route)
            for method in sorted(route.methods):
                yield Door(method, route.path, rights[0] if rights else None)


DOORS = list(doors())


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_every_route_asks_for_a_right_or_is_public(door: Door) -> None:
    assert (door.right is None) == (door.name in PUBLIC)


def test_every_right_is_asked_for_somewhere_or_reserved() -> None:
    asked = {door.right for door in DOORS} - {None}
    assert asked <= RIGHTS.keys()


def test_routes_with_a_body_have_an_example_here() -> None:
    taking = {
        door.name
        for door in DOORS
        if door.method in ("POST", "PUT", "PATCH") and "{" not in door.path
    }
    assert taking == {name for name in SENT if "{" not in name}


RECORDS: tuple[tuple[str, str, dict[str, object]], ...] = (
    (
        "adults",
        "visitor",
        {
            "id": "visitor",
            "name": "V",
            "kind": "vendor_instructor",
            "serves": [],
            "vendor": "V1",
        },
    ),
    (
        "terms",
        "autumn",
        {
            "id": "autumn",
            "name": "Autumn",
            "first_day": "2026-09-01",
            "last_day": "2027-01-22",
        },
    ),
)
"""What every school has in its register."""


@dataclass(frozen=True)
class Things:
    """Ids of what one school has."""

    instance: str
    timetable: str
    key: str
    person: str
    plan: str
    job: str
    owner: str
    report: str
    study: str
    webhook: str
    delivery: str


@pytest.fixture(scope="module")
def things(service: Service) -> dict[str, Things]:
    """Have a school of the east and one of the west make something each."""
    made = {}
    for code in ("east-1", "west-1"):
        asked = service.client(code).post("/v1/timetables", json=body(seed=9)).json()
        service.client(code).post(f"/v1/timetables/{asked['id']}/stop")
        wanted = {
            "name": "to be revoked",
            "role": "family",
            "owner": service.people.owners[code],
        }
        keeper = service.client("", Role.KEEPER)
        key = keeper.post("/v1/keys", json=wanted).json()
        wanted.pop("name")
        wanted |= {"login": f"family-{code}", "password": "long enough to pass"}
        person = keeper.post("/v1/people", json=wanted).json()
        wanted = {"title": "Term", "timetable": asked["id"]}
        plan = service.client(code).post("/v1/plans", json=wanted).json()
        for kind, name, content in RECORDS:
            put = service.client(code).put(f"/v1/register/{kind}/{name}", json=content)
            assert put.status_code == 201, put.text
        head = service.client(code, Role.HEAD)
        webhook = head.post("/v1/webhooks", json={"url": NOWHERE}).json()
        delivery = head.post(f"/v1/webhooks/{webhook['id']}/ping").json()
        made[code] = Things(
            instance=asked["instance"],
            timetable=asked["id"],
            key=key["id"],
            person=person["id"],
            plan=plan["id"],
            job=service.client(code).get("/v1/jobs").json()["items"][0]["id"],
            owner=service.people.owners[code],
            report=service.client(code)
            .post("/v1/reports", json={"kind": "district"})
            .json()["id"],
            study=service.client(code[:4], Role.BUREAU)
            .post("/v1/studies", json=study(asked["instance"]))
            .json()["id"],
            webhook=webhook["id"],
            delivery=delivery["id"],
        )
    return made


def ask(client: httpx.Client, door: Door, mine: Things) -> httpx.Response:
    path = (
        door.path.replace("{instance_id}", mine.instance)
        .replace("{timetable_id}", mine.timetable)
        .replace("{key_id}", mine.key)
        .replace("{plan_id}", mine.plan)
        .replace("{job_id}", mine.job)
        .replace("{report_id}", mine.report)
        .replace("{study_id}", mine.study)
        .replace("{webhook_id}", mine.webhook)
        .replace("{delivery_id}", mine.delivery)
        .replace("{person_id}", mine.person)
        .replace("{demo_id}", "XS")
        .replace("{rulebook}", "liuzhou_draft")
        .replace("{kind}/{code}", "adults/visitor")
        .replace("{kind}", "adults")
        .replace("{term}", "autumn")
    )
    assert "{" not in path, "say here what stands in this place"
    params = {}
    if path.endswith("/compare"):
        params = {"other": mine.timetable}
    elif path.endswith("/ics"):
        params = {"of": "class", "id": "1-1"}
    elif "/register" in path:
        params = {"owner": mine.owner}
    sent = SENT.get(door.name)
    if door.name == "POST /v1/register/copies":
        sent = lambda: {"instance": mine.instance}  # noqa: E731
    if door.name == "POST /v1/timetables/by-hand":
        empty = {"format": "kehou-timetable/1"}
        sent = lambda: {"timetable": empty, "instanceId": mine.instance}  # noqa: E731
    if door.name == "POST /v1/studies":
        sent = lambda: study(mine.instance)  # noqa: E731
    if door.name == "POST /v1/plans":
        sent = lambda: {"title": "Another", "timetable": mine.timetable}  # noqa: E731
    body = sent() if sent else None
    file = body if isinstance(body, bytes) else None
    with client.stream(
        door.method,
        path,
        params=params,
        json=None if file else body,
        content=file,
        headers={"Content-Type": XLSX} if file else None,
    ) as answer:
        answer.read()
        return answer


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    "door", [door for door in DOORS if door.right], ids=lambda door: door.name
)
def test_a_role_does_what_it_may_with_its_own_and_nothing_with_others(
    service: Service, things: dict[str, Things], door: Door, role: Role
) -> None:
    place = {Role.KEEPER: "", Role.BUREAU: "east", Role.AUDITOR: "east"}
    client = service.client(place.get(role, "east-1"), role)
    assert door.right is not None
    own = ask(client, door, things["east-1"])
    assert own.status_code < 500
    if role not in RIGHTS[door.right]:
        assert own.status_code == 403, own.text
        return
    keepers = door.name in ("POST /v1/keys", "POST /v1/people")
    if not keepers or role == Role.KEEPER:
        assert own.status_code not in (401, 403), own.text
    if "{" in door.path and not set(SHARED) & set(door.path.split("/")):
        assert own.status_code != 404, own.text
        if role == Role.KEEPER:
            return  # keeps all keys and owners, and has no right to what they own
        foreign = ask(client, door, things["west-1"])
        assert foreign.status_code == 404, foreign.text
        assert things["west-1"].timetable not in foreign.text
    elif door.method == "GET" and role != Role.KEEPER:
        assert things["west-1"].timetable not in own.text
        assert things["west-1"].instance not in own.text
        assert things["west-1"].webhook not in own.text


@pytest.mark.parametrize(
    "door", [door for door in DOORS if door.right], ids=lambda door: door.name
)
def test_nobody_without_a_key_is_let_in(
    service: Service, things: dict[str, Things], door: Door
) -> None:
    with httpx.Client(base_url=service.base, timeout=60) as client:
        assert ask(client, door, things["east-1"]).status_code == 401
        client.headers["Authorization"] = "Bearer kh_nobody"
        assert ask(client, door, things["east-1"]).status_code == 401


def test_a_revoked_key_opens_nothing(service: Service) -> None:
    import sqlalchemy as sa

    from kehou_api.db.base import now
    from kehou_api.db.engine import Database
    from kehou_api.db.tables.key import KeyRow
    from kehou_api.settings import ServiceSettings

    client = service.client("west-1", Role.HEAD)
    assert client.get("/v1/timetables").status_code == 200
    database = Database(ServiceSettings(database_url=service.url).url())
    with database.writing() as session:
        session.execute(
            sa.update(KeyRow)
            .where(KeyRow.name == "west-1 head")
            .values(revoked_at=now())
        )
    database.close()
    assert client.get("/v1/timetables").status_code == 401


def test_ids_in_bodies_and_parameters_are_checked_like_those_in_paths(
    service: Service, things: dict[str, Things]
) -> None:
    client, own, other = service.client(), things["east-1"], things["west-1"]
    head = service.client("east-1", Role.HEAD)
    empty = {"format": "kehou-timetable/1"}
    asked = [
        client.post("/v1/timetables", json={"instanceId": other.instance}),
        client.post(
            "/v1/timetables",
            json={"instanceId": own.instance, "startId": other.timetable},
        ),
        client.post(
            "/v1/timetables",
            params={"owner": service.people.owners["west-1"]},
            json=body(seed=8),
        ),
        client.post(
            "/v1/instances",
            params={"owner": service.people.owners["west-1"]},
            json=body(seed=8)["modelInput"],
        ),
        client.post(
            "/v1/analysis", json={"timetable": empty, "instanceId": other.instance}
        ),
        client.post(
            "/v1/timetables/by-hand",
            json={"timetable": empty, "instanceId": other.instance},
        ),
        client.post("/v1/plans", json={"title": "x", "timetable": other.timetable}),
        client.post("/v1/register/copies", json={"instance": other.instance}),
        client.put(
            "/v1/register/rooms/R-1", params={"owner": other.owner}, json={"id": "R-1"}
        ),
        client.post(
            "/v1/register/assembled",
            params={"owner": other.owner},
            json={"week_of": "2026-03-16"},
        ),
        client.post(
            "/v1/imports",
            params={"owner": service.people.owners["west-1"]},
            content=b"x",
            headers={"Content-Type": XLSX},
        ),
        client.post(
            "/v1/reports", json={"kind": "timetable", "timetable": other.timetable}
        ),
        head.post(
            "/v1/webhooks",
            params={"owner": service.people.owners["west-1"]},
            json={"url": NOWHERE},
        ),
        head.post(f"/v1/webhooks/{own.webhook}/deliveries/{other.delivery}/again"),
        client.get(
            f"/v1/timetables/{own.timetable}/compare",
            params={"other": other.timetable},
        ),
    ]
    assert [answer.status_code for answer in asked] == [404] * len(asked)
    listed = client.get("/v1/timetables", params={"instance": other.instance})
    assert listed.json()["items"] == []


def test_a_bureau_makes_keys_for_its_schools_only(service: Service) -> None:
    bureau = service.client("east", Role.BUREAU)
    wanted = {"name": "Monday", "role": "scheduler"}
    owners = service.people.owners
    made = bureau.post("/v1/keys", json=wanted | {"owner": owners["east-2"]})
    assert made.status_code == 201, made.text
    with httpx.Client(base_url=service.base, timeout=60) as client:
        client.headers["Authorization"] = f"Bearer {made.json()['secret']}"
        assert client.get("/v1/self").json()["owner"] == owners["east-2"]
    foreign = bureau.post("/v1/keys", json=wanted | {"owner": owners["west-1"]})
    assert foreign.status_code == 404
    keeper = bureau.post("/v1/keys", json={"name": "x", "role": "keeper"})
    assert keeper.status_code == 403
    listed = bureau.get("/v1/keys", params={"limit": 200}).json()["items"]
    assert all(key["owner"] != owners["west-1"] for key in listed)
    assert "secret" not in listed[0]


def test_the_last_key_of_the_keeper_cannot_be_revoked(service: Service) -> None:
    keeper = service.client("", Role.KEEPER)
    mine = keeper.get("/v1/self").json()["id"]
    others = [
        key["id"]
        for key in keeper.get("/v1/keys", params={"limit": 200}).json()["items"]
        if key["role"] == "keeper" and not key["revoked_at"] and key["id"] != mine
    ]
    for key in others:
        assert keeper.post(f"/v1/keys/{key}/revoke").status_code == 200
    assert keeper.post(f"/v1/keys/{mine}/revoke").json()["code"] == "keys.last"


def test_deeds_are_on_the_trail_and_the_chain_is_whole(service: Service) -> None:
    keeper = service.client("", Role.KEEPER)
    deeds = keeper.get("/v1/trail", params={"limit": 500}).json()["items"]
    assert {"keys.make", "timetables.solve"} <= {deed["deed"] for deed in deeds}
    assert keeper.get("/v1/trail/check").json()["whole"]
    auditor = service.client("west", Role.AUDITOR).get("/v1/trail").json()["items"]
    west = {service.people.owners["west"], service.people.owners["west-1"]}
    assert {deed["owner"] for deed in auditor} <= west
