"""People log in; wrong passwords lock them out; other sites cannot use them."""

from collections.abc import Iterator

import httpx
import pytest

from kehou_api.people.roles import Role
from tests.service.running import Service

PASSWORD = "a long password nobody else has"  # noqa: S105 - of nobody real


@pytest.fixture(scope="module")
def teacher(service: Service) -> str:
    """Have a keeper make somebody; return the login."""
    wanted = {
        "login": "scheduler-1",
        "password": PASSWORD,
        "role": "scheduler",
        "owner": service.people.owners["east-1"],
    }
    made = service.client("", Role.KEEPER).post("/v1/people", json=wanted)
    assert made.status_code == 201, made.text
    assert "password" not in made.json()
    return "scheduler-1"


@pytest.fixture
def browser(service: Service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.base, timeout=60) as client:
        yield client


def log_in(browser: httpx.Client, login: str, password: str) -> httpx.Response:
    return browser.post("/v1/session", json={"login": login, "password": password})


def test_a_person_logs_in_works_and_logs_out(
    browser: httpx.Client, teacher: str
) -> None:
    opened = log_in(browser, teacher, PASSWORD)
    assert opened.status_code == 200, opened.text
    cookie = opened.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert browser.get("/v1/self").json()["role"] == "scheduler"
    assert browser.get("/v1/timetables").status_code == 200
    refused = browser.delete("/v1/session")
    assert refused.json()["code"] == "rights.page"
    assert browser.delete("/v1/session", headers={"X-Kehou": "1"}).status_code == 204
    assert browser.get("/v1/self").status_code == 401


def test_a_session_is_over_everywhere_after_a_new_password(
    service: Service, browser: httpx.Client
) -> None:
    wanted = {"login": "keeper-2", "password": PASSWORD, "role": "keeper"}
    service.client("", Role.KEEPER).post("/v1/people", json=wanted)
    log_in(browser, "keeper-2", PASSWORD)
    sent = {"old": PASSWORD, "new": PASSWORD + " at all"}
    with httpx.Client(base_url=service.base, timeout=60) as other:
        log_in(other, "keeper-2", PASSWORD)
        changed = browser.post("/v1/self/password", json=sent, headers={"X-Kehou": "1"})
        assert changed.status_code == 200, changed.text
        assert other.get("/v1/self").status_code == 401
    assert log_in(browser, "keeper-2", PASSWORD).status_code == 401
    assert log_in(browser, "keeper-2", sent["new"]).status_code == 200


def test_wrong_passwords_lock_a_login_for_a_while(
    service: Service, browser: httpx.Client
) -> None:
    wanted = {
        "login": "forgetful",
        "password": PASSWORD,
        "role": "head",
        "owner": service.people.owners["east-1"],
    }
    service.client("", Role.KEEPER).post("/v1/people", json=wanted)
    codes = [log_in(browser, "forgetful", "wrong").json()["code"] for _ in range(6)]
    assert codes == ["login.wrong"] * 5 + ["login.locked"]
    locked = log_in(browser, "forgetful", PASSWORD)
    assert (locked.status_code, locked.json()["code"]) == (429, "login.locked")
    assert int(locked.headers["retry-after"]) <= 61


def test_nobody_learns_whether_a_login_exists(browser: httpx.Client) -> None:
    nobody = log_in(browser, "nobody-at-all", PASSWORD)
    assert nobody.json()["code"] == "login.wrong"


def test_a_disabled_person_is_out_at_once(
    service: Service, browser: httpx.Client
) -> None:
    keeper = service.client("", Role.KEEPER)
    wanted = {
        "login": "leaving",
        "password": PASSWORD,
        "role": "auditor",
        "owner": service.people.owners["east"],
    }
    made = keeper.post("/v1/people", json=wanted).json()
    log_in(browser, "leaving", PASSWORD)
    assert browser.get("/v1/self").status_code == 200
    keeper.post(f"/v1/people/{made['id']}/disable")
    assert browser.get("/v1/self").status_code == 401
    assert log_in(browser, "leaving", PASSWORD).status_code == 401


def test_weak_passwords_are_refused(service: Service) -> None:
    wanted = {"login": "weak-one", "role": "keeper"}
    for password in ("short", "x" * 300, "my weak-one password"):
        refused = service.client("", Role.KEEPER).post(
            "/v1/people", json=wanted | {"password": password}
        )
        assert refused.json()["code"] == "password.weak"
        assert password not in refused.text


def test_a_refused_login_does_not_say_the_password_back(service: Service) -> None:
    with httpx.Client(base_url=service.base, timeout=60) as client:
        secret = "correct horse battery"  # noqa: S105
        without_login = client.post("/v1/session", json={"password": secret})
        no_text = client.post("/v1/session", json={"login": "x", "password": [secret]})
    assert (without_login.status_code, no_text.status_code) == (422, 422)
    for refused in (without_login, no_text):
        assert refused.json()["issues"]
        assert "horse" not in refused.text
