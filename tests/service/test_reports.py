"""Reports: one timetable in a zip, and a district school by school."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import openpyxl
import pytest
import sqlalchemy as sa

from kehou_api.client import Client
from kehou_api.db.base import now
from kehou_api.db.engine import Database
from kehou_api.db.tables import FileRow
from kehou_api.files.store import remove_expired
from kehou_api.people.roles import Role
from kehou_api.reports.schemas import TimetableReport
from kehou_api.settings import ServiceSettings
from kehou_instances.ladder import generate
from tests.service.running import Service, job_ended

EVIL = ("=1+1", "+2", "-3", "@SUM(A1)")
"""Names of schools that a spreadsheet would compute."""

PLANNED = generate("XS", 4)

Members = dict[str, bytes]


def made(client: httpx.Client, **asked: str) -> dict[str, Any]:
    answer = client.post("/v1/reports", json=asked)
    assert answer.status_code == 202, answer.text
    where = answer.headers["location"]
    job_ended(client, where)
    said: dict[str, Any] = client.get(where).json()
    assert said["status"] == "COMPLETED", said["problem"]
    return said


def fetched(client: httpx.Client, said: dict[str, Any]) -> Members:
    answer = client.get(f"/v1/reports/{said['id']}/content")
    assert answer.headers["content-type"] == "application/zip"
    assert said["file"]["name"] in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cells_of(workbook: bytes) -> list[Any]:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return [cell for page in book for row in page.iter_rows() for cell in row]


def test_everything_about_one_timetable_is_in_one_zip(
    service: Service, solved: dict[str, Any]
) -> None:
    with Client(service.base, service.people.keys["east-1", Role.SCHEDULER]) as kehou:
        wanted = TimetableReport(
            kind="timetable", timetable=solved["metadata"]["id"], lang="en"
        )
        asked = kehou.ask_for_report(wanted)
        assert kehou.wait_for_job(asked.id, 60).status == "COMPLETED"
        assert kehou.report(asked.id).file is not None
        content = kehou.report_content(asked.id)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert members.keys() >= {
        "timetable.xlsx",
        "timetable.html",
        "timetable.json",
        "goals.json",
        "clauses.md",
        "clauses.json",
    }
    assert json.loads(members["timetable.json"]) == solved["modelOutput"]
    told = {goal["name"]: goal["value"] for goal in json.loads(members["goals.json"])}
    goals = solved["metadata"]["goals"]
    assert told == {goal["name"]: goal["value"] for goal in goals}
    verdicts = json.loads(members["clauses.json"])
    assert "broken" not in {one["verdict"] for one in verdicts}
    assert b"Clause by clause" in members["clauses.md"]
    certificate = service.client().get(f"{solved['location']}/certificate")
    if certificate.status_code == 200:
        assert json.loads(members["certificate.json"]) == certificate.json()
    assert all(cell.data_type != "f" for cell in cells_of(members["timetable.xlsx"]))
    everything = b"".join(members.values()).decode("utf-8", "ignore")
    assert not any(kind in everything for kind in ("left_behind", "low_income"))


@pytest.fixture(scope="module")
def south(service: Service) -> Iterator[dict[str, httpx.Client]]:
    """Make a district whose schools have names like formulas; two have plans."""
    keeper, clients = service.client("", Role.KEEPER), {}

    def grown(code: str, title: str, **more: str) -> str:
        kind = "school" if more else "district"
        asked = {"kind": kind, "code": code, "title": title} | more
        answer = keeper.post("/v1/owners", json=asked)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def let_in(code: str, owner: str, role: Role) -> None:
        asked = {"name": "report", "role": role, "owner": owner}
        secret = keeper.post("/v1/keys", json=asked).json()["secret"]
        headers = {"Authorization": f"Bearer {secret}"}
        clients[f"{code} {role}"] = httpx.Client(
            base_url=service.base, headers=headers, timeout=60
        )

    district = grown("south", "South")
    let_in("south", district, Role.BUREAU)
    for number, title in enumerate(EVIL):
        school = grown(f"south-{number}", title, parent=district)
        for role in (Role.SCHEDULER, Role.HEAD):
            let_in(f"south-{number}", school, role)
    for number, steps in ((0, "submit approve publish"), (0, "submit"), (1, "submit")):
        walk(clients, number, steps)
    yield clients
    for client in clients.values():
        client.close()


def walk(clients: dict[str, httpx.Client], number: int, steps: str) -> None:
    """Take a plan of a school along its road."""
    scheduler = clients[f"south-{number} scheduler"]
    instance = PLANNED.instance.model_dump(mode="json")
    stored = scheduler.post("/v1/instances", json=instance).json()["id"]
    timetable = PLANNED.timetable.model_dump(mode="json")
    by_hand = scheduler.post(
        "/v1/timetables/by-hand", json={"timetable": timetable, "instanceId": stored}
    ).json()
    assert by_hand["analysis"]["lawful"]
    asked = {
        "title": steps,
        "timetable": by_hand["metadata"]["id"],
        "emergency_plan": "safe",
    }
    plan = f"/v1/plans/{scheduler.post('/v1/plans', json=asked).json()['id']}"
    heard = {"held_on": "2026-01-01", "families": 9, "summary": "heard"}
    scheduler.post(f"{plan}/consult", json=heard)
    for step in steps.split():
        role = "south bureau" if step == "approve" else f"south-{number} head"
        answer = clients[role].post(f"{plan}/{step}")
        assert answer.status_code == 200, answer.text


def test_a_district_has_a_row_for_each_school_and_no_person(
    south: dict[str, httpx.Client],
) -> None:
    bureau = south["south bureau"]
    members = fetched(bureau, made(bureau, kind="district", lang="en"))
    assert members.keys() == {"schools.xlsx", "schools.csv", "schools.html"}
    assert members["schools.csv"].startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(members["schools.csv"].decode("utf-8-sig"))))
    assert [line[:3] for line in lines[1:]] == [
        ["south-0", "'=1+1", "published"],
        ["south-1", "'+2", "submitted"],
        ["south-2", "'-3", "no plan"],
        ["south-3", "'@SUM(A1)", "no plan"],
        ["", "Sum", ""],
    ]
    assert len({len(line) for line in lines}) == 1
    first = dict(zip(lines[0], lines[1], strict=True))
    pupils = PLANNED.instance.pupils
    assert int(first["Children"]) == len(pupils) + sum(
        one.unlisted for one in PLANNED.instance.classes
    )
    lessons = [float(first[head]) for head in first if head.startswith("Lessons by")]
    assert sum(lessons) > 0
    cells = cells_of(members["schools.xlsx"])
    assert {"n", "s"} >= {cell.data_type for cell in cells}
    assert set(EVIL) <= {cell.value for cell in cells}
    everything = b"".join(members.values()).decode("utf-8", "ignore")
    names = {f">{pupil.id}<" for pupil in pupils}
    names |= {adult.name for adult in PLANNED.instance.adults}
    assert not any(name in everything for name in names if name)


def test_a_school_gets_only_itself(south: dict[str, httpx.Client]) -> None:
    scheduler = south["south-1 scheduler"]
    said = made(scheduler, kind="district")
    lines = fetched(scheduler, said)["schools.csv"].decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith('"south-1","\'+2","已报送"')
    assert south["south-0 head"].get(f"/v1/reports/{said['id']}").status_code == 404
    listed = south["south bureau"].get("/v1/reports").json()["items"]
    assert said["id"] in {one["id"] for one in listed}


def test_a_report_can_be_fetched_until_it_expires(
    service: Service, south: dict[str, httpx.Client]
) -> None:
    bureau = south["south bureau"]
    said = made(bureau, kind="district")
    where = f"/v1/reports/{said['id']}/content"
    assert bureau.get(where).status_code == 200
    database = Database(ServiceSettings(database_url=service.url).url())
    mine = FileRow.name == said["file"]["name"]
    with database.writing() as session:
        past = now() - timedelta(seconds=1)
        session.execute(sa.update(FileRow).where(mine).values(expires_at=past))
    assert bureau.get(where).json()["code"] == "report.expired"
    with database.writing() as session:
        assert remove_expired(session) == 1
        assert session.execute(sa.select(FileRow.id).where(mine)).first() is None
        left = session.execute(sa.select(sa.func.count(FileRow.id))).scalar_one()
        assert left > 0  # reports of today stay
    database.close()


def test_a_timetable_that_is_still_made_has_no_report(service: Service) -> None:
    client = service.client("east-2")
    school = generate("XS", 2).instance.model_dump(mode="json")
    run = {"seconds": 20, "seed": 1}
    asked = {"config": {"run": run}, "modelInput": school}
    timetable = client.post("/v1/timetables", json=asked).json()["id"]
    wanted = {"kind": "timetable", "timetable": timetable}
    refused = client.post("/v1/reports", json=wanted)
    assert refused.json()["code"] == "timetable.solving"
    client.post(f"/v1/timetables/{timetable}/cancel")
