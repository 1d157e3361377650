"""A timetable is mended after an absence, and asked why not, on both databases."""

from typing import Any

from tests.service.running import Service, job_ended, wait_for_end


def test_an_absence_is_mended_with_the_fewest_changes(
    service: Service, solved: dict[str, Any]
) -> None:
    client = service.client()
    before = solved["metadata"]
    away = solved["modelOutput"]["staff"][0]["adult"]
    event = {"kind": "adult_away", "adult": away, "weekdays": [2]}
    asked = client.post(
        f"/v1/timetables/{before['id']}/repair",
        json={"config": {"run": {"seconds": 20}}, "events": [event]},
    )
    assert asked.status_code == 202, asked.text
    location = asked.headers["location"]
    after = wait_for_end(client, location, 90)
    assert (after["parent"], after["origin"]) == (before["id"], before["origin"])
    assert after["status"] == "COMPLETED"
    assert after["result"]["outcome"] == "repaired"
    assert client.get(f"{location}/analysis").json()["lawful"]
    instance = client.get(f"/v1/instances/{after['instance']}/content").json()
    tuesday = {one["id"] for one in instance["slots"] if one["weekday"] == 2}
    mended = client.get(location).json()["modelOutput"]
    busy = {
        staff["adult"]
        for staff in mended["staff"]
        for group in mended["groups"]
        if group["id"] == staff["group"]
        and tuesday & set(staff["slots"] or group["slots"])
    }
    assert away not in busy


def test_a_lost_lesson_is_given_to_another_who_was_recommended(
    service: Service, solved: dict[str, Any]
) -> None:
    client, before = service.client(), solved["metadata"]
    away = solved["modelOutput"]["staff"][0]["adult"]
    event = {"kind": "adult_away", "adult": away, "weekdays": [1, 2, 3, 4, 5]}
    plain = client.get(f"/v1/timetables/{before['id']}/recommendations")
    assert plain.json()["code"] == "recommendation.none"
    asked = client.post(
        f"/v1/timetables/{before['id']}/repair",
        json={"config": {"run": {"seconds": 20}}, "events": [event]},
    )
    mended = asked.headers["location"]
    wait_for_end(client, mended, 90)
    lessons = client.get(f"{mended}/recommendations").json()
    assert lessons
    assert all(lesson["adult"] == away for lesson in lessons)
    assert all(len(lesson["candidates"]) <= 5 for lesson in lessons)
    lesson, other = next(
        (lesson, one)
        for lesson in lessons
        for one in lesson["candidates"]
        if not one["chosen"]
    )
    wanted = {name: lesson[name] for name in ("group", "slot", "role", "weeks")}
    where = f"{mended}/recommendations/apply"
    applied = client.post(where, json=wanted | {"adult": other["adult"]})
    assert applied.status_code == 201, applied.text
    assert applied.json()["analysis"]["lawful"]
    assert applied.json()["metadata"]["parent"] == mended.rpartition("/")[2]
    after = client.get(applied.headers["location"]).json()["modelOutput"]
    assert any(
        staff["adult"] == other["adult"]
        and staff["group"] == lesson["group"]
        and lesson["slot"] in (staff["slots"] or [lesson["slot"]])
        for staff in after["staff"]
    )
    nobody = client.post(where, json=wanted | {"adult": "nobody"})
    assert nobody.json()["code"] == "recommendation.unknown"


def test_an_unknown_event_is_refused_with_its_place(
    service: Service, solved: dict[str, Any]
) -> None:
    where = f"/v1/timetables/{solved['metadata']['id']}/repair"
    client = service.client()
    wrong = client.post(where, json={"events": [{"kind": "flood"}]})
    assert wrong.json()["issues"][0]["pointer"].startswith("/events/0")
    nobody = {"kind": "adult_away", "adult": "nobody", "weekdays": [2]}
    unknown = client.post(where, json={"events": [nobody]})
    assert unknown.status_code == 422
    assert unknown.json()["issues"][0]["pointer"].startswith("/events/0")


def test_why_not_is_answered_with_confirmed_reasons(
    service: Service, solved: dict[str, Any]
) -> None:
    client = service.client()
    where = solved["metadata"]
    instance = client.get(f"/v1/instances/{where['instance']}/content").json()
    seated = {seat["pupil"] for seat in solved["modelOutput"]["seats"]}
    wish = next(
        {"kind": "wish", "pupil": pupil["id"], "club": pupil["wishes"][0]}
        for pupil in instance["pupils"]
        if pupil["wishes"] and pupil["consent"] and pupil["id"] not in seated
    )
    asked = client.post(
        f"/v1/timetables/{where['id']}/explanations",
        json={"config": {"run": {"seconds": 20}}, "question": wish},
    )
    assert asked.status_code == 202, asked.text
    ended = job_ended(client, asked.headers["location"])
    assert ended["status"] == "COMPLETED", ended
    assert ended["result"]["zh"]
    assert ended["result"]["en"]


def test_a_senseless_question_fails_with_a_reason(
    service: Service, solved: dict[str, Any]
) -> None:
    client = service.client()
    asked = client.post(
        f"/v1/timetables/{solved['metadata']['id']}/explanations",
        json={"question": {"kind": "riddle"}},
    )
    ended = job_ended(client, asked.headers["location"])
    assert ended["status"] == "FAILED"
    assert ended["problem"]["issues"][0]["pointer"] == "/question"
