"""Exports: what comes out is what is stored, and re-checks without the service."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from icalendar import Calendar

from kehou_api.people.roles import Role
from tests.service.running import Service

VERIFIER = Path(__file__).parents[2] / "kehou_verify.py"


def test_the_zip_is_rechecked_by_the_verifier(
    service: Service, solved: dict[str, Any], tmp_path: Path
) -> None:
    for role, owner in ((Role.SCHEDULER, "east-1"), (Role.AUDITOR, "east")):
        answer = service.client(owner, role).get(f"{solved['location']}/export/zip")
        assert answer.status_code == 200, answer.text
        path = tmp_path / f"{role}.zip"
        path.write_bytes(answer.content)
        checked = subprocess.run(
            [sys.executable, VERIFIER, path],
            capture_output=True,
            text=True,
            check=False,
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_workbook_has_no_formula(service: Service, solved: dict[str, Any]) -> None:
    answer = service.client().get(f"{solved['location']}/export/xlsx")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 100
    assert all(cell.data_type != "f" for cell in cells)


def test_a_calendar_holds_the_lessons_of_one_adult(
    service: Service, solved: dict[str, Any]
) -> None:
    output = solved["modelOutput"]
    adult = output["staff"][0]["adult"]
    answer = service.client().get(
        f"{solved['location']}/export/ics", params={"of": "adult", "id": adult}
    )
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    groups = {group["id"]: group for group in output["groups"]}
    lessons = sum(
        len(staff["slots"] or groups[staff["group"]]["slots"])
        for staff in output["staff"]
        if staff["adult"] == adult
    )
    assert len(events) == lessons > 0
    assert all(event["dtstart"].dt.tzinfo is not None for event in events)
    nobody = service.client().get(
        f"{solved['location']}/export/ics", params={"of": "adult", "id": "nobody"}
    )
    assert nobody.status_code == 404


def test_the_page_names_no_child(service: Service, solved: dict[str, Any]) -> None:
    answer = service.client().get(f"{solved['location']}/export/html")
    assert "text/html" in answer.headers["content-type"]
    for seat in solved["modelOutput"]["seats"]:
        assert f">{seat['pupil']}<" not in answer.text
