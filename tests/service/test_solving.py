"""Timetables asked for, followed, stopped and read, on both databases."""

import json
import time
from typing import Any

import httpx
import pytest

from kehou_api.people.roles import Role
from tests.service.bodies import body
from tests.service.running import Service, wait_for_end


def events_of(client: httpx.Client, location: str, after: str = "0") -> list[dict]:
    heard = []
    headers = {"Last-Event-ID": after}
    with client.stream("GET", f"{location}/events", headers=headers) as stream:
        event: dict = {}
        for line in stream.iter_lines():
            name, _, value = line.partition(": ")
            if name:
                event[name] = value
            elif event:
                heard.append(event)
                event = {}
    return [e for e in heard if "data" in e]


def test_a_school_is_solved_and_read(service: Service) -> None:
    client = service.client()
    asked = client.post("/v1/timetables", json=body(seconds=20.0))
    assert asked.status_code == 202, asked.text
    location = asked.headers["location"]
    assert asked.json()["solution_status"] == "UNKNOWN"
    ended = wait_for_end(client, location, 60)
    assert (ended["status"], ended["solution_status"]) == (
        "COMPLETED",
        "PROVED_OPTIMAL",
    )
    assert all(goal["gap"] == 0 for goal in ended["goals"])
    whole = client.get(location).json()
    judged = client.post(
        "/v1/analysis",
        json={"timetable": whole["modelOutput"], "instanceId": ended["instance"]},
    ).json()
    assert judged["lawful"]
    assert judged["values"] == {goal["name"]: goal["value"] for goal in ended["goals"]}
    assert client.get(f"{location}/certificate").json()["format"] == (
        "kehou-certificate/1"
    )


def test_demo_data_is_posted_back_unchanged(service: Service) -> None:
    client = service.client()
    for one in client.get("/v1/demo-data").json():
        sent = client.get(one["href"])
        asked = client.post(
            "/v1/timetables",
            content=sent.content,
            headers={"Content-Type": "application/json"},
        )
        assert asked.status_code == 202, asked.text
        client.post(f"{asked.headers['location']}/cancel")


def test_events_have_no_gaps_and_can_be_taken_up_again(service: Service) -> None:
    client = service.client()
    location = client.post("/v1/timetables", json=body(seed=1)).headers["location"]
    heard = events_of(client, location)
    numbers = [int(event["id"]) for event in heard]
    assert numbers == list(range(1, len(numbers) + 1))
    assert (heard[0]["event"], heard[-1]["event"]) == ("status", "end")
    assert {"progress", "timetable"} <= {event["event"] for event in heard}
    assert events_of(client, location, after="5") == heard[5:]
    assert client.get(f"{location}/events").status_code == 410


def test_stop_keeps_the_best_so_far(service: Service) -> None:
    client = service.client()
    location = client.post("/v1/timetables", json=body("M", 300)).headers["location"]
    until = time.monotonic() + 120
    while not client.get(f"{location}/metadata").json()["has_timetable"]:
        assert time.monotonic() < until
        time.sleep(0.2)
    stopped = client.post(f"{location}/stop")
    assert stopped.json()["wanted"] == "stop"
    ended = wait_for_end(client, location, 30)
    assert (ended["status"], ended["solution_status"]) == ("STOPPED", "FEASIBLE")
    assert client.get(f"{location}/analysis").json()["lawful"]
    assert client.post(f"{location}/stop").status_code == 409


def test_cancel_throws_away(service: Service) -> None:
    client = service.client()
    location = client.post("/v1/timetables", json=body("M", 300)).headers["location"]
    client.post(f"{location}/cancel")
    ended = wait_for_end(client, location, 30)
    assert (ended["status"], ended["has_timetable"]) == ("CANCELLED", False)


def test_the_same_request_twice_is_done_once(service: Service) -> None:
    client = service.client()
    headers = {"Idempotency-Key": "monday"}
    first = client.post("/v1/timetables", json=body(seed=2), headers=headers)
    again = client.post("/v1/timetables", json=body(seed=2), headers=headers)
    assert first.headers["location"] == again.headers["location"]
    other = client.post("/v1/timetables", json=body(seed=3), headers=headers)
    assert (other.status_code, other.json()["code"]) == (
        422,
        "request.idempotency_key",
    )


def test_a_search_goes_on_from_a_timetable(service: Service) -> None:
    client = service.client()
    first = client.post("/v1/timetables", json=body(seed=4)).headers["location"]
    before = wait_for_end(client, first, 60)
    asked = {
        "config": {"run": {"seconds": 10}},
        "instanceId": before["instance"],
        "startId": before["id"],
    }
    second = client.post("/v1/timetables", json=asked).headers["location"]
    after = wait_for_end(client, second, 60)
    assert (after["parent"], after["origin"]) == (before["id"], before["origin"])
    told = client.get(f"{second}/compare", params={"other": before["id"]}).json()
    assert told["better"] in ("left", "equal")


def test_wrong_data_is_answered_with_pointers_in_both_languages(
    service: Service,
) -> None:
    wrong = body()
    wrong["modelInput"]["rooms"][0]["seats"] = -3  # type: ignore[index]
    wrong["modelInput"]["classes"][1]["school"] = "nowhere"  # type: ignore[index]
    answer = service.client().post("/v1/timetables", json=wrong)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    issues = {issue["pointer"]: issue for issue in answer.json()["issues"]}
    assert "/modelInput/rooms/0/seats" in issues
    assert "/modelInput/classes/1/school" in issues
    assert all(issue["zh"] and issue["en"] for issue in issues.values())


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.BUREAU])
def test_hardship_is_read_only_by_roles_that_need_it(
    service: Service, role: Role
) -> None:
    stored = service.client().post("/v1/instances", json=body(seed=5)["modelInput"])
    assert stored.status_code == 202, stored.text
    where = stored.headers["location"] + "/content"
    read = service.client("east", role).get(where).json()
    seen = any(pupil["hardship"] for pupil in read["pupils"])
    assert seen == (role == Role.BUREAU)


def test_a_dry_run_stores_nothing(service: Service) -> None:
    client = service.client("west-1")
    before = client.get("/v1/instances").json()
    wrong = json.loads(json.dumps(body(seed=6)["modelInput"]))
    wrong["slots"] = []
    told = client.post("/v1/instances", params={"operation": "NONE"}, json=wrong)
    assert told.status_code == 200
    assert not told.json()["valid"]
    assert told.json()["issues"]
    assert client.get("/v1/instances").json() == before


def test_lists_come_in_pages(service: Service) -> None:
    client = service.client("east-2")
    sent = [
        client.post("/v1/instances", json=body(seed=seed)["modelInput"]).json()["id"]
        for seed in range(3)
    ]
    listed: list[str] = []
    after = None
    while True:
        asked = {"limit": 2} | ({"after": after} if after else {})
        page = client.get("/v1/instances", params=asked).json()
        assert len(page["items"]) <= 2
        listed += [one["id"] for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert listed == sorted(listed, reverse=True)
    assert len(listed) == len(set(listed))
    assert set(sent) <= set(listed)


def test_every_clause_has_a_verdict_and_the_law_can_be_read(
    service: Service, solved: dict[str, Any]
) -> None:
    client = service.client()
    verdicts = client.get(f"{solved['location']}/clauses").json()
    book = client.get("/v1/rulebooks/liuzhou_draft", params={"day": "2025-10-01"})
    clauses = {clause["id"] for clause in book.json()["clauses"]}
    assert clauses <= {verdict["id"] for verdict in verdicts}
    assert "broken" not in {verdict["verdict"] for verdict in verdicts}
    assert book.json()["head"]["status_zh"]
