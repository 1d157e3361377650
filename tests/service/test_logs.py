"""What web and worker write is lines of JSON, and no child, title or key is in them."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from kehou_api.db.engine import Database
from kehou_api.db.tables import JobRow, TimetableRow
from kehou_api.settings import ServiceSettings
from kehou_solver.domain.pupil import Hardship
from tests.service.bodies import body
from tests.service.conftest import new_service
from tests.service.running import Service, wait_for_end

TITLE = "袋熊小学 Wombat Primary"
CHILD = "zq0-wombat"


@pytest.fixture(params=["sqlite", "postgres"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    """Yield a service whose logs hold nobody else's work; no worker is there yet."""
    url = f"sqlite:///{tmp_path / 'kehou.sqlite'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres").new_database("logged")
    service = new_service(url, tmp_path)
    service.prepare()
    service.start_web()
    yield service
    service.end()


def school() -> dict[str, Any]:
    """Return a school with strings that stand nowhere else."""
    sent: Any = json.loads(json.dumps(body(seed=3)["modelInput"]))
    sent["title"] = TITLE
    names = {pupil["id"]: f"zq{n}-wombat" for n, pupil in enumerate(sent["pupils"])}
    for pupil, hardship in zip(sent["pupils"], Hardship, strict=False):
        pupil["hardship"] = [hardship]
    renamed: dict[str, Any] = _renamed(sent, names)
    return renamed


def _renamed(document: Any, names: dict[str, str]) -> Any:
    match document:
        case dict():
            return {key: _renamed(value, names) for key, value in document.items()}
        case list():
            return [_renamed(one, names) for one in document]
        case str():
            return names.get(document, document)
        case _:
            return document


def lines_of(service: Service) -> list[dict[str, Any]]:
    """Return all that web and worker wrote."""
    written = [
        line
        for name in ("serve", "worker")
        for line in (service.data / f"{name}.log").read_text().splitlines()
    ]
    lines = [json.loads(line) for line in written]
    assert all({"time", "level", "event"} <= line.keys() for line in lines)
    return lines


def changed(service: Service, table: type, row_id: str, **values: Any) -> None:
    database = Database(ServiceSettings(database_url=service.url).url())
    with database.writing() as session:
        session.execute(sa.update(table).where(table.id == row_id).values(**values))
    database.close()


def test_nobody_is_in_the_logs_whatever_goes_well_or_wrong(fresh: Service) -> None:
    client, answers = fresh.client(), {}

    def ask(method: str, where: str, **more: Any) -> httpx.Response:
        answer = client.request(method, where, **more)
        answers[answer.headers["x-request-id"]] = (method, answer.status_code)
        return answer

    sent = school()
    run = {"seconds": 5.0, "seed": 0, "name": TITLE}
    solved, broken, strange = (
        ask(
            "POST",
            "/v1/timetables",
            json={"config": {"run": run | {"seed": seed}}, "modelInput": sent},
        ).json()
        for seed in range(3)
    )
    jobs = {
        job["request"]["seed"]: job for job in ask("GET", "/v1/jobs").json()["items"]
    }
    # Two mistakes of ours whose messages quote a child: in the worker, in the search.
    wrong = jobs[1]["request"] | {"seconds": CHILD}
    changed(fresh, JobRow, jobs[1]["id"], request=wrong)
    changed(fresh, JobRow, jobs[2]["id"], request=jobs[2]["request"] | {"seed": CHILD})
    fresh.start_worker()
    assert wait_for_end(client, f"/v1/timetables/{solved['id']}", 90)["has_timetable"]
    for one in (broken, strange):
        ended = wait_for_end(client, f"/v1/timetables/{one['id']}", 30)
        assert (ended["status"], ended["problem"]["issues"]) == ("FAILED", [])

    # Refused: by the form of the body, by its sense, as no JSON, as nobody's.
    sent["pupils"][0]["wishes"] = [TITLE]
    assert ask("POST", "/v1/instances", json=sent).status_code == 422
    assert ask("POST", "/v1/timetables", json={CHILD: TITLE}).status_code == 422
    text = {"content": f'{{"{CHILD}"', "headers": {"Content-Type": "application/json"}}
    assert ask("POST", "/v1/instances", **text).status_code == 400
    assert ask("GET", f"/v1/timetables/{CHILD}").status_code == 404
    assert ask("GET", f"/{CHILD}").status_code == 404
    listed = ask("GET", "/v1/timetables", params={"instance": CHILD})
    assert listed.json()["items"] == []

    where = f"/v1/timetables/{solved['id']}"
    away = ask("GET", where).json()["modelOutput"]["staff"][0]["adult"]
    event = {"kind": "adult_away", "adult": away, "weekdays": [2]}
    mended = ask(
        "POST", f"{where}/repair", json={"config": {"run": run}, "events": [event]}
    ).json()
    assert wait_for_end(client, f"/v1/timetables/{mended['id']}", 90)["has_timetable"]

    changed(fresh, TimetableRow, broken["id"], goals=[{"name": CHILD}])
    defect = ask("GET", f"/v1/timetables/{broken['id']}")
    assert (defect.status_code, defect.json()["code"]) == (500, "defect.unexpected")
    assert defect.headers["x-content-type-options"] == "nosniff"
    named = client.get("/v1/self", headers={"X-Request-Id": "school-7.monday"})
    assert named.headers["x-request-id"] == "school-7.monday"
    made = client.get("/v1/self", headers={"X-Request-Id": f"{CHILD} Primary"})
    assert made.headers["x-request-id"].startswith("rq_")
    fresh.end()

    lines = lines_of(fresh)
    secrets = ("Primary", "袋熊", "wombat", *Hardship, *fresh.people.keys.values())
    text = json.dumps(lines, ensure_ascii=False)
    assert [one for one in secrets if one in text] == []

    requests = {line["request"]: line for line in lines if line["event"] == "request"}
    told = {
        request: (requests[request]["method"], requests[request]["status"])
        for request in answers
    }
    assert told == answers
    # Nobody is asked who they are where there is no such address.
    askers = {line.get("asker") for line in requests.values() if line["route"] != "-"}
    assert askers == {named.json()["id"]}
    routes = {line["route"] for line in requests.values()}
    assert "/v1/timetables/{timetable_id}/repair" in routes
    assert "/health" not in routes

    by_event: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        by_event.setdefault(line["event"], []).append(line)
    (web, worker), (search,) = by_event["defect"], by_event["defect in a search"]
    assert web["request"] == defect.headers["x-request-id"]
    assert "said.py" in web["exception"]
    assert web["exception"].endswith("builtins.KeyError")
    assert worker["job"] == jobs[1]["id"]
    assert search["job"] == jobs[2]["id"]
    ends = {line["job"]: line for line in by_event["job ended"]}
    assert ends[jobs[0]["id"]]["job_status"] == "COMPLETED"
    assert ends[jobs[1]["id"]]["code"] == "defect.worker"
    assert len(ends) == 4
    assert ends.keys() - {jobs[1]["id"]} == {
        line["job"] for line in by_event["job begun"]
    }


SAID = """
import logging, threading, warnings
import sqlalchemy as sa
from pydantic import TypeAdapter
from kehou_api.db.engine import Database
from kehou_api.logs.lines import logger, set_up

set_up("auto", "info")
log = logger("trial")
log.info("said", job="job_1", pupil="wombat", kind=["wombat"])
log.debug("not said")
logging.getLogger("sqlalchemy.engine").info("wombat")
logging.getLogger("alembic").warning("a step\\nwombat")
warnings.warn("a warning\\nwombat")

def refuse():
    TypeAdapter(int).validate_python("wom" + "bat")

def collide():
    database = Database("sqlite://")
    with database.writing() as session:
        asked = sa.text("SELECT 1 FROM nowhere WHERE x = :x")
        session.execute(asked, {"x": "wom" + "bat"})

for mistake in (refuse, collide):
    try:
        mistake()
    except Exception:
        log.exception("mistaken")
thread = threading.Thread(target=refuse)
thread.start()
thread.join()
"""


def test_only_known_fields_and_no_messages_come_through() -> None:
    ran = subprocess.run([sys.executable, "-c", SAID], capture_output=True, check=True)
    lines = [json.loads(line) for line in ran.stderr.decode().splitlines()]
    assert b"wombat" not in ran.stderr
    assert ran.stdout == b""
    events = [line["event"] for line in lines]
    assert events[:2] == ["said", "a step"]
    assert "a warning" in events[2]
    assert events[3:] == ["mistaken", "mistaken", "uncaught"]
    assert lines[0].keys() == {"time", "level", "event", "logger", "job"}
    assert lines[3]["exception"].endswith("ValidationError")
    assert lines[4]["exception"].endswith("OperationalError: no such table: nowhere")


def test_a_terminal_gets_colours() -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", SAID], stderr=theirs):
        os.close(theirs)
        written = b""
        while True:
            try:
                written += os.read(ours, 65536)
            except OSError:  # all was read, and the other end is closed
                break
    os.close(ours)
    assert b"\x1b[" in written
    assert b"said" in written
    assert b"wombat" not in written
