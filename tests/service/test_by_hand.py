"""A timetable changed by hand is judged, stored as it is, and knows its parent."""

from typing import Any

import pytest

from tests.service.running import Service


def test_a_patch_makes_a_child_that_is_judged(
    service: Service, solved: dict[str, Any]
) -> None:
    client = service.client()
    patch = [{"op": "remove", "path": "/staff/0"}]
    made = client.post(f"{solved['location']}/from-patch", json={"patch": patch})
    assert made.status_code == 201, made.text
    child = made.json()
    assert child["metadata"]["parent"] == solved["metadata"]["id"]
    assert child["metadata"]["status"] == "COMPLETED"
    assert not child["analysis"]["lawful"]
    assert child["metadata"]["solution_status"] == "UNKNOWN"
    changed = client.get(
        f"{solved['location']}/compare", params={"other": child["metadata"]["id"]}
    ).json()["changed"]
    assert changed["staff"] == 1
    assert client.get(solved["location"]).json()["modelOutput"] == solved["modelOutput"]


@pytest.mark.parametrize(
    ("patch", "status", "code"),
    [
        ([{"op": "remove", "path": "/staff/99999"}], 409, "patch.conflict"),
        ([{"op": "test", "path": "/format", "value": "x"}], 409, "patch.conflict"),
        ([{"op": "remove", "path": "/groups"}], 201, None),
        ([{"op": "add", "path": "/staff/0", "value": 7}], 422, "input.instance"),
        ([{"op": "dance"}], 409, "patch.conflict"),
        ([{"op": "copy", "from": "/staff", "path": "/staff/0"}], 422, "patch.copy"),
    ],
)
def test_patches_that_do_not_fit_are_refused(
    service: Service,
    solved: dict[str, Any],
    patch: list[dict[str, Any]],
    status: int,
    code: str | None,
) -> None:
    where = f"{solved['location']}/from-patch"
    answer = service.client().post(where, json={"patch": patch})
    assert (answer.status_code, answer.json().get("code")) == (status, code)


def test_a_refused_patch_quotes_nothing_of_the_timetable(
    service: Service, solved: dict[str, Any]
) -> None:
    patch = [{"op": "test", "path": "", "value": 1}]
    answer = service.client().post(
        f"{solved['location']}/from-patch", json={"patch": patch}
    )
    assert answer.json()["code"] == "patch.conflict"
    assert len(answer.text) < 300
    assert solved["modelOutput"]["seats"][0]["pupil"] not in answer.text


def test_an_empty_patch_is_as_lawful_as_its_parent(
    service: Service, solved: dict[str, Any]
) -> None:
    where = f"{solved['location']}/from-patch"
    made = service.client().post(where, json={"patch": [], "name": "copy"}).json()
    assert made["analysis"]["lawful"]
    assert made["metadata"]["solution_status"] == "FEASIBLE"
    assert made["metadata"]["sha256"] == solved["metadata"]["sha256"]
