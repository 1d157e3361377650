"""Studies over the API: asked for, followed, compared; the same is solved once."""

import time
from typing import Any

import httpx
import pytest

from kehou_api.people.roles import Role
from kehou_instances.ladder import generate
from tests.service.bodies import body, study
from tests.service.running import Service


@pytest.fixture(scope="module")
def schools(service: Service) -> list[str]:
    """Return two schools of the east, stored."""
    return [
        service.client(code)
        .post("/v1/instances", json=body(seed=seed)["modelInput"])
        .json()["id"]
        for code, seed in (("east-1", 21), ("east-2", 22))
    ]


def ended(client: httpx.Client, study_id: str) -> dict[str, Any]:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        said: dict[str, Any] = client.get(f"/v1/studies/{study_id}").json()
        if said["status"] not in ("PLANNING", "SOLVING"):
            return said
        time.sleep(0.3)
    raise AssertionError(said)


def cells_of(client: httpx.Client, study_id: str, **asked: Any) -> list[dict[str, Any]]:
    """Return all cells, page by page."""
    found: list[dict[str, Any]] = []
    after: str | None = "0"
    while after is not None:
        page = client.get(
            f"/v1/studies/{study_id}/cells", params={**asked, "after": after}
        ).json()
        found += page["items"]
        after = page["next"]
    return found


def test_a_bureau_compares_a_pair_of_scenarios(
    service: Service, schools: list[str]
) -> None:
    bureau = service.client("east", Role.BUREAU)
    asked = bureau.post("/v1/studies", json=study(*schools))
    assert asked.status_code == 202, asked.text
    study_id = asked.json()["id"]
    assert asked.headers["location"] == f"/v1/studies/{study_id}"
    said = ended(bureau, study_id)
    assert said["status"] == "COMPLETED", said
    assert (said["cells"], said["pieces"], said["ended"]) == (4, 4, 4)

    base, fewer = bureau.get(f"/v1/studies/{study_id}/comparison").json()
    assert (base["name"], fewer["name"]) == ("base", "fewer")
    assert base["values"]["solved"]["mean"] == 100
    assert "solved" in fewer["against_base"]

    cells = cells_of(bureau, study_id, scenario="base")
    assert [cell["place"] for cell in cells] == sorted(schools)
    assert all(cell["row"]["verdict"] == "found" for cell in cells)
    assert all("prices" not in cell["row"] for cell in cells)
    every = [cells_of(bureau, study_id, limit=limit) for limit in (1, 3, 50)]
    assert len(every[0]) == 4
    assert every[0] == every[1] == every[2]


def test_what_is_known_is_not_solved_again(
    service: Service, schools: list[str]
) -> None:
    bureau = service.client("east", Role.BUREAU)
    one = bureau.post("/v1/studies", json=study(*schools)).json()["id"]
    ended(bureau, one)
    jobs = [job for job in _jobs(bureau) if job["kind"] == "piece"]
    again = bureau.post("/v1/studies", json=study(*schools)).json()["id"]
    assert again != one
    assert ended(bureau, again)["status"] == "COMPLETED"
    assert [job for job in _jobs(bureau) if job["kind"] == "piece"] == jobs
    pieces = [
        {cell["piece"] for cell in cells_of(bureau, each)} for each in (one, again)
    ]
    assert pieces[0] == pieces[1]


def test_what_to_get_next_is_priced_and_can_be_asked_for(service: Service) -> None:
    school = (
        service.client("east-1")
        .post("/v1/instances", json=generate("XS", 1).instance.model_dump(mode="json"))
        .json()["id"]
    )
    bureau = service.client("east", Role.BUREAU)
    asked = study(school, seconds=2) | {"priced": True, "scenarios": []}
    study_id = bureau.post("/v1/studies", json=asked).json()["id"]
    assert ended(bureau, study_id)["status"] == "COMPLETED"
    prices = bureau.get(f"/v1/studies/{study_id}/prices", params={"limit": 2}).json()
    assert len(prices) == 2
    best = prices[0]
    assert best["place"] == school
    assert max(best["promised"].values()) > 0

    scenario = {
        "name": "best",
        "title_zh": best["zh"],
        "title_en": best["en"],
        "changes": [best["change"]],
    }
    second = bureau.post("/v1/studies", json=asked | {"scenarios": [scenario]}).json()
    said = ended(bureau, second["id"])
    assert (said["status"], said["pieces"]) == ("COMPLETED", 2)
    base, more = (
        {goal["name"]: goal["value"] for goal in cell["row"]["goals"]}
        for cell in cells_of(bureau, second["id"])
    )
    decides = next(goal for goal in best["promised"] if more[goal] != base[goal])
    assert 0 < more[decides] - base[decides] <= best["promised"][decides] + 1e-3
    # The base is the same piece of work, prices and all.
    again = bureau.get(f"/v1/studies/{second['id']}/prices", params={"limit": 2})
    assert again.json() == prices


def test_a_cancelled_study_solves_no_more(service: Service, schools: list[str]) -> None:
    bureau = service.client("east", Role.BUREAU)
    slow = study(*schools, seconds=500)
    study_id = bureau.post("/v1/studies", json=slow).json()["id"]
    said = bureau.post(f"/v1/studies/{study_id}/cancel").json()
    assert said["status"] == "CANCELLED"
    assert bureau.post(f"/v1/studies/{study_id}/cancel").status_code == 409
    until = time.monotonic() + 30
    while any(job["ended_at"] is None for job in _jobs(bureau)):
        assert time.monotonic() < until
        time.sleep(0.2)


def test_schools_and_others_have_no_studies(
    service: Service, schools: list[str]
) -> None:
    for code, role in (("east-1", Role.SCHEDULER), ("east-1", Role.HEAD)):
        asked = service.client(code, role).post("/v1/studies", json=study(*schools))
        assert asked.status_code == 403
    west = service.client("west", Role.BUREAU)
    assert west.post("/v1/studies", json=study(*schools)).status_code == 404


def test_a_wrong_study_is_refused_with_pointers(
    service: Service, schools: list[str]
) -> None:
    bureau = service.client("east", Role.BUREAU)
    wrong = study(*schools) | {"replications": 0, "sead": 1}
    told = bureau.post("/v1/studies", json=wrong)
    assert told.status_code == 422
    pointers = {issue["pointer"] for issue in told.json()["issues"]}
    assert pointers == {"/replications", "/sead"}


def test_a_study_keeps_to_the_time_the_keeper_allows(
    service: Service, schools: list[str]
) -> None:
    bureau = service.client("east", Role.BUREAU)
    told = bureau.post("/v1/studies", json=study(*schools, seconds=3601))
    assert (told.status_code, told.json()["code"]) == (422, "run.seconds")
    pupils = bureau.get(f"/v1/instances/{schools[0]}").json()["sizes"]["pupils"]
    asked = study(*schools, seconds=3600 - 0.5 * pupils)
    asked["effort"]["seconds_per_thousand_pupils"] = 600
    told = bureau.post("/v1/studies", json=asked)
    assert (told.status_code, told.json()["code"]) == (422, "run.seconds")


def _jobs(client: httpx.Client) -> list[dict[str, Any]]:
    jobs: list[dict[str, Any]] = client.get("/v1/jobs", params={"limit": 200}).json()[
        "items"
    ]
    return jobs
