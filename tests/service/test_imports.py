"""Workbooks become instances and the way back; harmful ones are refused by a job."""

import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.client import Client
from kehou_api.db.engine import Database
from kehou_api.db.tables import EventRow, FileRow
from kehou_api.files.media import XLSX
from kehou_api.people.roles import Role
from kehou_api.settings import ServiceSettings
from kehou_instances.ladder import generate
from tests.service.conftest import new_service
from tests.service.running import Service, job_ended
from tests.service.workbooks import (
    column,
    edited,
    of_one_text_repeated,
    of_overlapping_parts,
    workbook,
)


@contextmanager
def rows_of(service: Service) -> Iterator[Session]:
    database = Database(ServiceSettings(database_url=service.url).url())
    with database.writing() as session:
        yield session
    database.close()


def is_kept(service: Service, content: bytes) -> bool:
    sha256 = hashlib.sha256(content).hexdigest()
    with rows_of(service) as session:
        asked = sa.select(FileRow.id).where(FileRow.sha256 == sha256)
        return session.execute(asked).first() is not None


def sent(client: httpx.Client, content: bytes, **more: str) -> httpx.Response:
    headers = {"Content-Type": XLSX} | more
    return client.post("/v1/imports", content=content, headers=headers)


def imported(client: httpx.Client, content: bytes) -> dict[str, Any]:
    answer = sent(client, content)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/v1/jobs/{answer.json()['id']}"
    return job_ended(client, answer.headers["location"])


def test_an_instance_goes_out_as_a_workbook_and_comes_back_as_itself(
    service: Service,
) -> None:
    school = generate("XS", 5).instance.model_dump(mode="json")
    client = service.client()
    stored = client.post("/v1/instances", json=school).json()
    with Client(service.base, service.people.keys["east-1", Role.SCHEDULER]) as kehou:
        book = kehou.workbook(stored["id"])
        asked = kehou.import_workbook(book, idempotency_key="there and back")
        job = kehou.wait_for_job(asked.id, 60)
    assert job.status == "COMPLETED", job.problem
    assert job.result == {
        "instance": stored["id"],
        "sha256": stored["sha256"],
        "shortages": stored["shortages"],
    }
    assert job.instance == stored["id"]
    again = sent(client, book, **{"Idempotency-Key": "there and back"})
    assert again.json()["id"] == asked.id
    other = sent(client, workbook(6), **{"Idempotency-Key": "there and back"})
    assert other.json()["code"] == "request.idempotency_key"
    assert not is_kept(service, book)


def test_an_edited_workbook_is_another_instance_noted_on_the_trail(
    service: Service,
) -> None:
    def rename(book: Any) -> None:
        cell = book["概况"].cell(2, column(book["概况"], "名称"))
        cell.value, cell.data_type = "=1+1", "s"

    job = imported(service.client("east-2"), edited(workbook(7), rename))
    assert job["status"] == "COMPLETED", job["problem"]
    head = service.client("east-2").get(f"/v1/instances/{job['result']['instance']}")
    assert head.json()["title"] == "=1+1"
    trail = service.client("", Role.KEEPER).get("/v1/trail", params={"limit": 500})
    line = next(
        one for one in trail.json()["items"] if one["subject"] == head.json()["id"]
    )
    assert line["deed"] == "instances.store"
    assert line["actor"] == service.client("east-2").get("/v1/self").json()["id"]


def test_everything_wrong_is_told_by_sheet_and_row(service: Service) -> None:
    def spoil(book: Any) -> None:
        rooms, pupils = book["教室"], book["学生"]
        rooms.cell(2, column(rooms, "座位数")).value = "很多"
        pupils.cell(3, column(pupils, "班级")).value = "9-99"

    spoilt = edited(workbook(5), spoil)
    job = imported(service.client(), spoilt)
    assert job["status"] == "FAILED"
    assert job["problem"]["code"] == "input.instance"
    issues = job["problem"]["issues"]
    assert [one["pointer"].partition("!")[0] for one in issues] == ["教室", "学生"]
    assert issues[0]["pointer"].endswith("2 座位数")
    assert all(one["zh"] and one["en"] for one in issues)
    with rows_of(service) as session:
        asked = sa.select(EventRow).where(EventRow.job_id == job["id"])
        told = [row.data for row in session.execute(asked).scalars()]
    assert "9-99" not in json.dumps(told)
    assert not is_kept(service, spoilt)


def test_what_only_a_rulebook_forbids_is_told_by_sheet_too(service: Service) -> None:
    def wish_for_less(book: Any) -> None:
        page = book["概况"]
        page.cell(2, column(page, "目标顺序")).value = "fame"

    job = imported(service.client(), edited(workbook(5), wish_for_less))
    assert job["status"] == "FAILED"
    (issue,) = job["problem"]["issues"]
    assert issue["pointer"].startswith("概况!"), issue
    assert "fame" in issue["seen"]


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(of_overlapping_parts, id="parts in one place"),
        pytest.param(lambda: of_one_text_repeated(workbook(5)), id="one text repeated"),
        pytest.param(lambda: b"PK\x03\x04 no more", id="no workbook"),
    ],
)
def test_a_bomb_is_refused_and_nothing_crashes(service: Service, bomb: Any) -> None:
    content = bomb()
    assert len(content) < 150 * 1024
    job = imported(service.client(), content)
    assert (job["status"], job["attempts"]) == ("FAILED", 1)
    assert job["problem"]["code"] == "input.file", job["problem"]
    assert not is_kept(service, content)


def test_hardship_is_in_the_workbook_only_for_roles_that_need_it(
    service: Service,
) -> None:
    school = generate("XS", 5).instance
    stored = service.client().post("/v1/instances", json=school.model_dump(mode="json"))
    where = f"/v1/instances/{stored.json()['id']}/export/xlsx"
    for owner, role, sees in (
        ("east-1", Role.SCHEDULER, True),
        ("east", Role.BUREAU, True),
        ("east", Role.AUDITOR, False),
    ):
        answer = service.client(owner, role).get(where)
        assert answer.headers["content-type"] == XLSX
        page = openpyxl.load_workbook(io.BytesIO(answer.content))["学生"]
        place = column(page, "优先类别")
        told = [row[place - 1].value for row in page.iter_rows(min_row=2)]
        assert any(told) is sees


def test_a_cancelled_and_a_crashed_import_leave_no_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kehou.sqlite'}"
    frail = new_service(url, tmp_path, KEHOU_PLANTED="exit", KEHOU_ATTEMPTS="2")
    frail.prepare()
    frail.start_web()
    try:
        client, content = frail.client(), workbook(5)
        where = sent(client, content).headers["location"]
        assert is_kept(frail, content)
        assert client.post(f"{where}/cancel").json()["status"] == "CANCELLED"
        assert not is_kept(frail, content)
        frail.start_worker()
        job = imported(client, content)
        assert (job["status"], job["attempts"]) == ("FAILED", 2)
        assert job["problem"]["code"] == "job.crashed"
        assert not is_kept(frail, content)
    finally:
        frail.end()
