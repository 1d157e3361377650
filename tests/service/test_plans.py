"""A plan is consulted, filed and approved before it is published (LZ-324, LZ-418)."""

from typing import Any

import pytest

from kehou_api.db.engine import Database
from kehou_api.db.tables import PlanRow
from kehou_api.people.acting import Acting
from kehou_api.people.roles import Role
from kehou_api.plans.judging import Judgement
from kehou_api.plans.road import PlanState, Step
from kehou_api.plans.service import take
from kehou_api.problems import Refusal
from kehou_api.settings import ServiceSettings
from tests.service.running import Service

CONSULTED = {"held_on": "2026-01-01", "families": 40, "summary": "a later start"}


def begun(service: Service, solved: dict[str, Any], **more: str) -> str:
    wanted = {"title": "Autumn", "timetable": solved["metadata"]["id"]} | more
    made = service.client().post("/v1/plans", json=wanted)
    assert made.status_code == 201, made.text
    return f"/v1/plans/{made.json()['id']}"


@pytest.mark.clause("LZ-324")
def test_a_plan_goes_its_road_and_families_read_it(
    service: Service, solved: dict[str, Any]
) -> None:
    scheduler, head = service.client(), service.client("east-1", Role.HEAD)
    bureau = service.client("east", Role.BUREAU)
    plan = begun(service, solved, emergency_plan="safe, shelf 3")
    assert scheduler.post(f"{plan}/consult", json=CONSULTED).status_code == 200
    assert head.post(f"{plan}/submit").json()["state"] == "SUBMITTED"
    assert bureau.post(f"{plan}/approve").json()["state"] == "APPROVED"
    assert head.post(f"{plan}/publish").json()["state"] == "PUBLISHED"
    steps = [one["step"] for one in head.get(plan).json()["steps"]]
    assert steps == ["consult", "submit", "approve", "publish"]
    page = service.client("east-1", Role.FAMILY).get("/v1/published")
    assert [one["plan"] for one in page.json()] == [plan.rpartition("/")[2]]
    assert page.json()[0]["meetings"]
    whole = solved["modelOutput"]
    for seat in whole["seats"][:50]:
        assert seat["pupil"] not in page.text
    for staff in whole["staff"][:50]:
        assert f'"{staff["adult"]}"' not in page.text
    assert service.client("west-1", Role.FAMILY).get("/v1/published").json() == []


@pytest.mark.clause("LZ-324")
def test_nothing_is_published_before_approval(
    service: Service, solved: dict[str, Any]
) -> None:
    head = service.client("east-1", Role.HEAD)
    plan = begun(service, solved, emergency_plan="safe")
    for step in ("publish", "submit"):
        refused = head.post(f"{plan}/{step}")
        assert (refused.status_code, refused.json()["code"]) == (409, "plan.state")
    service.client().post(f"{plan}/consult", json=CONSULTED)
    assert head.post(f"{plan}/publish").json()["code"] == "plan.state"
    head.post(f"{plan}/submit")
    assert head.post(f"{plan}/publish").json()["code"] == "plan.state"


def test_a_returned_plan_is_amended_and_heard_again(
    service: Service, solved: dict[str, Any]
) -> None:
    scheduler, head = service.client(), service.client("east-1", Role.HEAD)
    plan = begun(service, solved, emergency_plan="safe")
    scheduler.post(f"{plan}/consult", json=CONSULTED)
    head.post(f"{plan}/submit")
    frozen = scheduler.patch(plan, json={"title": "x"}, headers={"If-Match": '"3"'})
    assert frozen.json()["code"] == "plan.state"
    returned = service.client("east", Role.BUREAU).post(
        f"{plan}/return", json={"reason": "fees"}
    )
    assert returned.json()["steps"][-1]["detail"] == {"reason": "fees"}
    etag = scheduler.get(plan).headers["etag"]
    missing = scheduler.patch(plan, json={"title": "Autumn 2"})
    assert missing.status_code == 428
    changed = scheduler.patch(
        plan, json={"title": "Autumn 2"}, headers={"If-Match": etag}
    )
    assert (changed.json()["title"], changed.json()["state"]) == ("Autumn 2", "DRAFT")
    late = scheduler.patch(plan, json={"title": "lost"}, headers={"If-Match": etag})
    assert late.status_code == 412
    assert head.post(f"{plan}/submit").json()["code"] == "plan.state"


@pytest.mark.clause("LZ-418")
def test_a_plan_without_an_emergency_plan_is_not_submitted(
    service: Service, solved: dict[str, Any]
) -> None:
    plan = begun(service, solved)
    service.client().post(f"{plan}/consult", json=CONSULTED)
    refused = service.client("east-1", Role.HEAD).post(f"{plan}/submit")
    assert refused.json()["code"] == "plan.emergency_plan"


def test_a_consultation_lies_in_the_past(
    service: Service, solved: dict[str, Any]
) -> None:
    plan = begun(service, solved)
    future = CONSULTED | {"held_on": "2999-01-01"}
    refused = service.client().post(f"{plan}/consult", json=future)
    assert refused.json()["code"] == "plan.consultation"


def test_a_timetable_that_changed_since_it_was_judged_is_not_submitted(
    service: Service, solved: dict[str, Any]
) -> None:
    plan = begun(service, solved, emergency_plan="safe")
    service.client().post(f"{plan}/consult", json=CONSULTED)
    head = Acting("key_head", Role.HEAD, service.people.owners["east-1"])
    database = Database(ServiceSettings(database_url=service.url).url())
    with database.writing() as session:
        row = session.get_one(PlanRow, plan.rpartition("/")[2])
        for judgement in (None, Judgement("of another timetable", [])):
            with pytest.raises(Refusal) as refused:
                take(session, head, row, Step.SUBMIT, {}, judgement)
            assert refused.value.code == "plan.changed"
        take(
            session,
            head,
            row,
            Step.SUBMIT,
            {},
            Judgement(solved["metadata"]["sha256"], []),
        )
        assert row.state == PlanState.SUBMITTED
    database.close()


def test_an_unlawful_timetable_is_not_submitted(
    service: Service, solved: dict[str, Any]
) -> None:
    patch = [{"op": "remove", "path": "/staff/0"}]
    made = service.client().post(
        f"{solved['location']}/from-patch", json={"patch": patch}
    )
    plan = begun(service, made.json(), emergency_plan="safe")
    service.client().post(f"{plan}/consult", json=CONSULTED)
    refused = service.client("east-1", Role.HEAD).post(f"{plan}/submit")
    assert (refused.status_code, refused.json()["code"]) == (409, "plan.unlawful")
