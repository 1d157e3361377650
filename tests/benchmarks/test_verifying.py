"""Every answer of the table is read again by the verifier; a lie makes the row loud."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.judging import main as judge_run
from benchmarks.methods.kehou import Kehou
from benchmarks.process import Ended
from benchmarks.report.ladder_page import blocks
from benchmarks.report.pages import markdown
from benchmarks.results import Row
from benchmarks.running import _outcome
from benchmarks.trace import TraceWriter, read_trace, result_beside
from kehou_instances.ladder import generate
from kehou_solver.domain.reading import write_json

Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of our own method at XS: instance, trace and result zip."""
    folder = tmp_path_factory.mktemp("run")
    instance = generate("XS", 0).instance
    (folder / "instance.json").write_text(write_json(instance), encoding="utf-8")
    trace = TraceWriter(folder / "trace.jsonl")
    trace.start()
    Kehou().run(instance, 4.0, 0, trace)
    trace.end("done")
    return folder


def seen(folder: Path) -> dict[str, Any]:
    """The judge's verdict on the run in a folder."""
    verdict = folder / "verdict.json"
    words = [folder / "instance.json", folder / "trace.jsonl", 60.0, verdict]
    assert judge_run([str(word) for word in words]) == 0
    told: dict[str, Any] = json.loads(verdict.read_text(encoding="utf-8"))
    return told


def copied(ran: Path, folder: Path, member: str, change: Change) -> Path:
    """The same run, one member of its result zip changed."""
    for name in ("instance.json", "trace.jsonl"):
        (folder / name).write_bytes((ran / name).read_bytes())
    with zipfile.ZipFile(result_beside(ran / "trace.jsonl")) as archive:
        held = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    change(held[member])
    with zipfile.ZipFile(result_beside(folder / "trace.jsonl"), "w") as archive:
        for name, document in held.items():
            archive.writestr(name, json.dumps(document))
    return folder


def test_an_honest_run_is_verified_with_its_bounds(ran: Path) -> None:
    told = seen(ran)
    assert told["best"] is not None
    assert told["verified"]["accepted"]
    assert told["verified"]["complaint"] is None
    values = dict(zip(told["goals"], told["best"], strict=True))
    assert told["verified"]["certified"], "nothing was added up again"
    for goal, gap in told["verified"]["certified"].items():
        assert gap >= 0
        if goal in told["bounds"]:
            assert told["bounds"][goal] <= values[goal] + gap


def raise_bound(certificate: dict[str, Any]) -> None:
    certificate["goals"][0]["bound"] -= 1


def claim_more(claims: dict[str, Any]) -> None:
    claims["goals"][0]["value"] += 1


def drop_a_seat(timetable: dict[str, Any]) -> None:
    timetable["seats"].pop()


@pytest.mark.parametrize(
    ("member", "change"),
    [
        ("certificate.json", raise_bound),
        ("claims.json", claim_more),
        ("timetable.json", drop_a_seat),
    ],
)
def test_a_planted_lie_makes_the_row_count_as_none(
    ran: Path, tmp_path: Path, member: str, change: Change
) -> None:
    told = seen(copied(ran, tmp_path, member, change))
    assert not told["verified"]["accepted"]
    assert told["best"] is None
    assert told["complaint"].startswith("kehou_verify: ")
    ended = Ended("by itself", 0, 1.0, None, "")
    assert _outcome(ended, told["ended"], told) == "rejected"


def test_another_timetable_than_was_offered_is_found(ran: Path, tmp_path: Path) -> None:
    folder = copied(ran, tmp_path, "claims.json", lambda _: None)
    lines = (folder / "trace.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if json.loads(line)["kind"] != "timetable"]
    (folder / "trace.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert read_trace(folder / "trace.jsonl").timetables == []
    told = seen(folder)
    assert not told["verified"]["accepted"]
    assert "another timetable" in told["verified"]["complaint"]


def test_a_zip_nobody_can_read_is_rejected_too(ran: Path, tmp_path: Path) -> None:
    folder = copied(ran, tmp_path, "claims.json", lambda _: None)
    result_beside(folder / "trace.jsonl").write_bytes(b"PK")
    assert not seen(folder)["verified"]["accepted"]


def test_the_report_counts_them_and_a_rejected_one_is_loud() -> None:
    plain = {
        "rung": "M",
        "method": "kehou",
        "limit": 60.0,
        "commit": "abc",
        "goals": ["wishes_met_1"],
    }
    good = {
        **plain,
        "seed": 0,
        "outcome": "lawful",
        "best": [3],
        "verified": {
            "accepted": True,
            "certified": {"wishes_met_1": 0, "wish_ranks_1": 2},
        },
    }
    bad = {
        **plain,
        "seed": 1,
        "outcome": "rejected",
        "complaint": "kehou_verify: wishes_met_1",
        "verified": {"accepted": False, "complaint": "wishes_met_1"},
    }
    rows = [Row.model_validate_json(json.dumps(one)) for one in (good, bad)]
    page = markdown("table", list(blocks(rows)))
    assert "| 1 (2) | 2, 1 最优 / best |" in page
    assert "rejected | kehou_verify: wishes_met_1" in page
