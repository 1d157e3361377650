"""Makes reports, as functions a child process calls. No database, no web here."""

import io
import json
import tempfile
import threading
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kehou_api.db.content import unpacked
from kehou_api.documents.judging import verdicts_on
from kehou_api.files.media import ZIP
from kehou_api.jobs.messages import Done, MadeFile, Order, Voice, answered
from kehou_solver.domain.answer import GoalResult
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading import read_instance, read_timetable, write_json
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy
from kehou_solver.report.clauses import as_markdown
from kehou_solver.report.district import SchoolLine
from kehou_solver.report.district_counts import counts_of
from kehou_solver.report.district_files import (
    district_csv,
    district_page,
    district_workbook,
)
from kehou_solver.report.pages import page
from kehou_solver.report.portable import without_categories
from kehou_solver.report.sheets import write_sheets

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def do_report(order: Order, voice: Voice, stop: threading.Event) -> Done:
    """Write a report into one zip."""
    if order["request"]["kind"] == "timetable":
        members = _timetable_members(order)
    else:
        members = _district_members(order["request"], order["material"])
    done = answered({})
    done["made"] = MadeFile("zip", ZIP, _zipped(members))
    return done


class _Papers(NamedTuple):
    """One timetable with what it is for and how good it is."""

    instance: Instance
    timetable: Timetable
    goals: tuple[GoalResult, ...]

    @classmethod
    def read(
        cls, instance: str | bytes, timetable: str | bytes, goals: Sequence[Any]
    ) -> "_Papers":
        # Kinds of hardship do not leave; a child's place in the queue does not change.
        return cls(
            without_categories(read_instance(instance)),
            read_timetable(timetable),
            tuple(GoalResult.model_validate(goal) for goal in goals),
        )


def _timetable_members(order: Order) -> dict[str, bytes]:
    assert order["instance"] is not None  # noqa: S101
    assert order["best"] is not None  # noqa: S101
    lang, known = order["request"]["lang"], order["material"]
    papers = _Papers.read(order["instance"], order["best"], known["goals"])
    instance, timetable, goals = papers
    verdicts = verdicts_on(instance, timetable)
    members = {
        "timetable.xlsx": _workbook(papers, lang),
        "timetable.html": page(
            instance, timetable, Policy.of(instance), (), lang
        ).encode(),
        "timetable.json": write_json(timetable).encode(),
        "goals.json": _json([goal.model_dump(mode="json") for goal in goals]),
        "clauses.md": as_markdown(verdicts, lang).encode(),
        "clauses.json": _json([one.model_dump(mode="json") for one in verdicts]),
    }
    if known["certificate"] is not None:
        members["certificate.json"] = unpacked(known["certificate"])
    return members


def _workbook(papers: _Papers, lang: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "timetable.xlsx"
        write_sheets(path, papers.instance, papers.timetable, papers.goals, (), lang)
        return path.read_bytes()


def _district_members(
    request: Mapping[str, Any], material: Mapping[str, Any]
) -> dict[str, bytes]:
    lang, day = request["lang"], material["day"]
    lines = [_line(school, material["papers"]) for school in request["schools"]]
    return {
        "schools.xlsx": district_workbook(lines, day, lang),
        "schools.csv": district_csv(lines, lang),
        "schools.html": district_page(lines, day, lang).encode(),
    }


def _line(school: Mapping[str, Any], packed: Mapping[str, Any]) -> SchoolLine:
    code, title, state = school["code"], school["title"], Text(*school["state"])
    if school["timetable"] is None:
        return SchoolLine(code, title, state)
    papers = packed[school["timetable"]]
    instance, timetable, goals = _Papers.read(
        unpacked(papers["instance"]), unpacked(papers["timetable"]), papers["goals"]
    )
    counts = counts_of(instance, timetable, Policy.of(instance))
    return SchoolLine(code, title, state, counts, goals)


def _json(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _zipped(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return buffer.getvalue()
