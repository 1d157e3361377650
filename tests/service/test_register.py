"""The register: records kept from week to week, and weeks made of them."""

from typing import Any

import pytest

from kehou_api.people.roles import Role
from tests.service.bodies import body
from tests.service.running import Service, wait_for_end

ROOM = {"id": "R-9", "school": "S1", "name": "Hall", "seats": 90}


def stored(service: Service, owner: str) -> str:
    """Return the id of a generated school, stored for an owner."""
    sent = service.client(owner).post("/v1/instances", json=body(seed=5)["modelInput"])
    assert sent.status_code == 202, sent.text
    found: str = sent.json()["id"]
    return found


@pytest.fixture(scope="module")
def taken_over(service: Service) -> dict[str, Any]:
    """Have the bureau of the west take over a school for its west-1."""
    owner = service.people.owners["west-1"]
    bureau = service.client("west", Role.BUREAU)
    answer = bureau.post(
        "/v1/register/copies",
        json={"instance": stored(service, "west-1")},
        params={"owner": owner},
    )
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


def test_a_record_is_made_changed_and_removed(service: Service) -> None:
    client, path = service.client("east-2"), "/v1/register/rooms/R-9"
    made = client.put(path, json=ROOM)
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    bare = client.put(path, json=ROOM | {"seats": 80})
    assert bare.status_code == 428
    match = {"If-Match": '"1"'}
    changed = client.put(path, json=ROOM | {"seats": 80}, headers=match)
    assert (changed.status_code, changed.json()["content"]["seats"]) == (200, 80)
    late = client.put(path, json=ROOM | {"seats": 70}, headers=match)
    assert late.status_code == 412
    assert client.get(path).json()["version"] == 2
    assert client.delete(path, headers=match).status_code == 412
    assert client.delete(path, headers={"If-Match": '"2"'}).status_code == 204
    assert client.get(path).status_code == 404
    deeds = service.client("east", Role.AUDITOR).get("/v1/trail").json()["items"]
    ours = [deed["deed"] for deed in deeds if deed["deed"].startswith("register.")]
    assert ours.count("register.remove") == 1


def test_all_that_is_wrong_with_a_record_is_said(service: Service) -> None:
    client = service.client("east-2")
    wrong = {"id": "other", "school": "S1", "name": "Hall", "chairs": 3, "seats": "x"}
    refused = client.put("/v1/register/rooms/R-1", json=wrong)
    assert refused.status_code == 422
    assert [one["pointer"] for one in refused.json()["issues"]] == [
        "/seats",
        "/chairs",
    ]
    named = client.put("/v1/register/rooms/R-1", json=ROOM)
    assert [one["pointer"] for one in named.json()["issues"]] == ["/id"]
    calendar = {
        "id": "t",
        "name": "T",
        "first_day": "2026-09-01",
        "last_day": "2026-12-31",
        "days": [{"date": "2027-05-01", "service": False}],
    }
    refused = client.put("/v1/register/terms/t", json=calendar)
    assert [one["pointer"] for one in refused.json()["issues"]] == ["/days/0/date"]


@pytest.mark.clause("LZ-319", "LZ-322")
def test_a_school_does_not_put_vendors_on_the_whitelist(service: Service) -> None:
    vendor = {
        "id": "V1",
        "name": "V",
        "district": "D1",
        "listed_from": "2026-01-01",
        "listed_until": "2027-01-01",
    }
    path, owner = "/v1/register/vendors/V1", service.people.owners["east"]
    for role in (Role.SCHEDULER, Role.HEAD):
        refused = service.client("east-2", role).put(path, json=vendor)
        assert refused.json()["code"] == "register.bureau"
        for_the_district = service.client("east-2", role).put(
            path, json=vendor, params={"owner": owner}
        )
        assert for_the_district.status_code == 404
    bureau = service.client("east", Role.BUREAU)
    for_a_school = bureau.put(
        path, json=vendor, params={"owner": service.people.owners["east-2"]}
    )
    assert for_a_school.json()["code"] == "register.bureau"
    assert bureau.put(path, json=vendor).status_code == 201


def test_a_school_that_copies_leaves_out_what_the_bureau_keeps(
    service: Service,
) -> None:
    client = service.client("east-2")
    asked = {"instance": stored(service, "east-2")}
    first = client.post("/v1/register/copies", json=asked).json()
    assert first["made"] > 0
    assert set(first["left_out"]) <= {"districts", "vendors"}
    assert first["left_out"]["districts"] == 1
    second = client.post("/v1/register/copies", json=asked).json()
    assert (second["made"], second["changed"]) == (0, 0)
    assert second["same"] == first["made"]
    assembled = client.post("/v1/register/assembled", json={"week_of": "2026-03-16"})
    assert assembled.status_code == 422
    assert assembled.json()["code"] == "register.missing"


def test_a_register_gives_back_the_instance_it_was_made_of(
    service: Service, taken_over: dict[str, Any]
) -> None:
    sent: dict[str, Any] = body(seed=5)["modelInput"]  # type: ignore[assignment]
    assert taken_over["left_out"] == {}
    client = service.client("west-1")
    made = client.post("/v1/register/assembled", json={"week_of": sent["week_of"]})
    assert made.status_code == 202, made.text
    content = client.get(f"{made.headers['location']}/content").json()
    for kind in ("schools", "slots", "rooms", "classes", "pupils", "clubs", "adults"):
        by_id = {one["id"]: one for one in content[kind]}
        assert by_id == {one["id"]: one for one in sent[kind]}, kind
    assert content["rulebooks"] == sent["rulebooks"]
    again = client.post("/v1/register/assembled", json={"week_of": sent["week_of"]})
    assert again.json()["id"] == made.json()["id"]


@pytest.mark.clause("LZ-303")
def test_a_week_with_a_make_up_day_is_assembled_and_solved(
    service: Service, taken_over: dict[str, Any]
) -> None:
    client = service.client("west-1")
    term = {
        "id": "spring",
        "name": "Spring",
        "first_day": "2026-02-23",
        "last_day": "2026-07-10",
        "days": [
            {"date": "2026-03-19", "service": False, "note": "停课"},
            {"date": "2026-03-22", "follows": 4, "note": "调休"},
        ],
    }
    assert client.put("/v1/register/terms/spring", json=term).status_code == 201
    weeks = client.get("/v1/register/terms/spring/weeks").json()
    assert [day["follows"] for day in weeks[3]["days"]] == [1, 2, 3, 5, 4]
    asked = {"week_of": "2026-03-16", "term": "spring"}
    made = client.post("/v1/register/assembled", json=asked)
    assert made.status_code == 202, made.text
    content = client.get(f"{made.headers['location']}/content").json()
    assert {slot["weekday"] for slot in content["slots"]} <= {1, 2, 3, 5, 7}
    run = {"config": {"run": {"seconds": 20}}, "instanceId": made.json()["id"]}
    location = client.post("/v1/timetables", json=run).headers["location"]
    said = wait_for_end(client, location, 90)
    assert said["has_timetable"], said
    assert client.get(f"{location}/analysis").json()["lawful"]
    holiday = client.post(
        "/v1/register/assembled", json=asked | {"week_of": "2026-08-03"}
    )
    assert holiday.json()["code"] == "register.no_service"


def test_issues_of_a_week_point_to_records(
    service: Service, taken_over: dict[str, Any]
) -> None:
    client = service.client("west-1")
    pupil = client.get("/v1/register/pupils").json()["items"][0]
    path = f"/v1/register/pupils/{pupil['code']}"
    wrong = pupil["content"] | {"class_id": "nowhere"}
    put = client.put(path, json=wrong, headers={"If-Match": f'"{pupil["version"]}"'})
    assert put.status_code == 200
    checked = client.post(
        "/v1/register/assembled",
        params={"operation": "NONE"},
        json={"week_of": "2026-03-16"},
    )
    assert checked.status_code == 200
    assert checked.json()["valid"] is False
    pointers = [one["pointer"] for one in checked.json()["issues"]]
    assert f"/pupils/{pupil['code']}/class_id" in pointers
    etag = {"If-Match": put.headers["etag"]}
    assert client.put(path, json=pupil["content"], headers=etag).status_code == 200


def test_a_vendor_sees_its_own_people_and_hardship_stays_hidden(
    service: Service, taken_over: dict[str, Any]
) -> None:
    scheduler = service.client("west-1")
    for code, sent_by in (("own", "V1"), ("other", "V2")):
        adult = {
            "id": code,
            "name": code,
            "kind": "vendor_instructor",
            "serves": [],
            "vendor": sent_by,
        }
        put = scheduler.put(f"/v1/register/adults/{code}", json=adult)
        assert put.status_code == 201, put.text
    vendor = service.client("west-1", Role.VENDOR)
    people = vendor.get("/v1/register/adults", params={"limit": 200}).json()["items"]
    assert [one["code"] for one in people] == ["own"]
    assert vendor.get("/v1/register/adults/other").status_code == 404
    assert vendor.get("/v1/register/pupils").json()["items"] == []
    for code, version in (("own", 1), ("other", 1)):
        match = {"If-Match": f'"{version}"'}
        gone = scheduler.delete(f"/v1/register/adults/{code}", headers=match)
        assert gone.status_code == 204
    auditor = service.client("west", Role.AUDITOR).get(
        "/v1/register/pupils",
        params={"owner": service.people.owners["west-1"], "limit": 200},
    )
    assert len(auditor.json()["items"]) > 20
    assert "_child" not in auditor.text
    seen = [one["content"] for one in auditor.json()["items"]]
    assert {pupil["fee_waiver_percent"] for pupil in seen} == {0}
