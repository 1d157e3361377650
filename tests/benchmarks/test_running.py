"""The table: runs in processes of their own, one judge, nothing done twice."""

import json
from pathlib import Path

import pytest

from benchmarks import running
from benchmarks.__main__ import main
from benchmarks.judging import MOST_JUDGED, WORSE, in_time, judge, thinned
from benchmarks.process import run_module
from benchmarks.results import Point, Results, Row
from benchmarks.rungs import Case, cases, instance_of, rungs
from benchmarks.trace import Trace, TraceWriter, read_trace
from kehou_instances.ladder import generate
from kehou_solver.domain.timetable import Timetable
from tests.solver import worlds as w

QUICK = ("greedy", "greedy_tiers", "cpsat_sequence_2", "highs_weighted", "kehou")


def row(method: str = "kehou", **changes: object) -> Row:
    plain = {
        "rung": "XS",
        "method": method,
        "seed": 0,
        "limit": 5.0,
        "commit": "abc",
        "outcome": "lawful",
        "goals": ["wishes_met_1", "cost_fen"],
        "best": [3, 100],
        **changes,
    }
    return Row.model_validate_json(json.dumps(plain))


def test_quick_methods_give_lawful_weeks_that_the_judge_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Somebody may be editing the code that is measured while this runs.
    monkeypatch.setattr(running.machine, "commit", lambda: "abc")
    asked = ["ladder", "--rungs", "XS", "--seconds", "4", "--out", str(tmp_path)]
    assert main([*asked, "--methods", ",".join(QUICK)]) == 0
    rows = Results(tmp_path / "results.jsonl").rows
    assert {r.method: r.outcome for r in rows} == dict.fromkeys(QUICK, "lawful")
    for each in rows:
        assert each.best is not None
        assert len(each.best) == len(each.goals)
        assert each.first is not None
        assert each.memory_mib is None or each.memory_mib > 20
    for each in rows:  # only our own hands over an answer with a certificate
        if each.method == "kehou":
            assert each.verified is not None
            assert each.verified.accepted
            assert each.verified.certified["wishes_met_1"] >= 0
        else:
            assert each.verified is None
    # Again: everything is there, nothing runs.
    before = (tmp_path / "results.jsonl").read_bytes()
    assert main([*asked, "--methods", ",".join(QUICK)]) == 0
    assert (tmp_path / "results.jsonl").read_bytes() == before
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count("<svg") == page.count("</svg>") > 3
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    words = (tmp_path / "report.md").read_text(encoding="utf-8")
    for link in {line for line in words.splitlines() if line.startswith("![")}:
        assert (tmp_path / link.split("](")[1].rstrip(")")).exists()


def test_a_missing_package_is_said_loudly_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["ladder", "--rungs", "XS", "--seconds", "2", "--out", str(tmp_path)]
    main([*asked, "--methods", "timefold"])
    (only,) = Results(tmp_path / "results.jsonl").rows
    if only.outcome == "skipped":
        assert "!!" in capsys.readouterr().out
        assert "timefold" in only.notes[0]
    else:
        assert only.outcome in ("lawful", "nothing")


def test_a_run_that_does_not_stop_is_ended(tmp_path: Path) -> None:
    ended = run_module(
        ["timeit", "-n1", "-r1", "import time; time.sleep(60)"],
        errors=tmp_path / "err",
        seconds=0.5,
    )
    assert ended.how == "time"
    assert ended.code != 0
    assert ended.seconds < 30


def test_a_run_that_takes_too_much_memory_is_ended(tmp_path: Path) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("this system does not tell how much memory a process has")
    hungry = "x = bytearray(400 * 2**20); import time; time.sleep(60)"
    ended = run_module(
        ["timeit", "-n1", "-r1", hungry],
        errors=tmp_path / "err",
        seconds=30,
        memory_gib=0.2,
    )
    assert ended.how == "memory"
    assert ended.memory_mib is None or ended.memory_mib > 200


def test_an_unlawful_timetable_counts_as_none_and_is_said() -> None:
    planted = generate("XS", 0)
    empty = Timetable().model_dump_json()
    seen = judge(planted.instance, Trace(timetables=[(0.5, empty)]), 5)
    assert seen["best"] is None
    assert seen["first"] is None
    assert seen["points"][0]["findings"] > 0
    assert seen["complaint"].startswith("everyone_in_care")
    lawful = planted.timetable.model_dump_json()
    mixed = judge(planted.instance, Trace([(0.5, lawful), (0.9, empty)]), 5)
    assert mixed["best"] is not None
    assert mixed["first"] == 0.5
    assert mixed["complaint"] is not None


def test_unreadable_timetables_are_findings_too() -> None:
    seen = judge(w.world(), Trace(timetables=[(0.1, "{}"), (0.2, "[1]")]), 5)
    assert seen["best"] is None
    assert all(point["findings"] for point in seen["points"])


def test_an_unlawful_method_fails_the_whole_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = row(outcome="unlawful", best=None, complaint="qualified: 没有资格 / not so")
    monkeypatch.setattr(running, "run_one", lambda *_: bad)
    asked = ["ladder", "--rungs", "XS", "--methods", "greedy", "--out", str(tmp_path)]
    assert main(asked) == 1
    assert "!! qualified" in capsys.readouterr().out
    assert "qualified" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_a_late_answer_does_not_count_but_is_listed() -> None:
    planted = generate("XS", 0)
    late = in_time(5) + 0.1
    written = planted.timetable.model_dump_json()
    seen = judge(planted.instance, Trace(timetables=[(late, written)]), 5)
    assert seen["best"] is None
    assert [p["seconds"] for p in seen["points"]] == [late]


def test_what_a_method_ends_with_counts_and_a_step_back_is_noted() -> None:
    whole = (0.1, w.lawful().model_dump_json())
    fewer = (0.2, w.without(w.lawful(), "robots").model_dump_json())
    unlawful = (0.3, Timetable().model_dump_json())
    ends_worse = judge(w.world(), Trace([whole, fewer, unlawful]), 5)
    assert ends_worse["best"] == judge(w.world(), Trace([fewer]), 5)["best"]
    assert ends_worse["notes"] == [WORSE]
    ends_better = judge(w.world(), Trace([fewer, whole]), 5)
    assert ends_better["best"] == judge(w.world(), Trace([whole]), 5)["best"]
    assert ends_better["best"] != ends_worse["best"]
    assert ends_better["notes"] == []


def test_a_clock_that_was_stopped_stands_still(tmp_path: Path) -> None:
    trace = TraceWriter(tmp_path / "trace")
    trace.stop_clock(after=0.0)
    trace(w.lawful())
    trace.end("done")
    assert read_trace(tmp_path / "trace").timetables[0][0] == 0.0


def test_of_many_offers_the_first_and_the_last_are_judged() -> None:
    many = [(float(i), "") for i in range(1000)]
    kept = thinned(many)
    assert len(kept) == MOST_JUDGED
    assert kept[0] == many[0]
    assert kept[-1] == many[-1]
    assert len(set(kept)) == MOST_JUDGED


def test_a_trace_cut_off_in_the_middle_keeps_what_was_whole(tmp_path: Path) -> None:
    path = tmp_path / "trace"
    trace = TraceWriter(path)
    trace(w.lawful())
    trace.bound("cost_fen", 7)
    trace.end("done")  # closes it
    whole = path.read_text()
    path.write_text(whole[: whole.index('"cost_fen"')])
    read = read_trace(path)
    assert len(read.timetables) == 1
    assert read.bounds == {}
    assert read.ended is None


def test_a_results_file_cut_off_in_the_middle_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    Results(path).add(row())
    path.write_text(path.read_text() + '{"rung": "XS", "meth')
    again = Results(path)
    assert again.rows == [row()]
    again.add(row("greedy"))
    assert Results(path).rows == [row(), row("greedy")]


def test_another_commit_is_another_run_unless_peers_are_reused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = Results(tmp_path / "results.jsonl")
    for method in ("kehou", "greedy"):
        results.add(row(method, commit="old"))
    ran: list[str] = []

    def fake(case: Case, method: str, *_: object) -> Row:
        ran.append(method)
        return row(method, commit="new")

    monkeypatch.setattr(running, "run_one", fake)
    monkeypatch.setattr(running.machine, "commit", lambda: "new")
    case = Case("XS", 0)
    reusing = running.Plan((case,), ("kehou", "greedy"), 5.0, reuse_peers=True)
    assert list(running.run_table(reusing, results)) == [row(commit="new")]
    assert ran == ["kehou"]
    strict = running.Plan((case,), ("kehou", "greedy"), 5.0)
    list(running.run_table(strict, results))
    assert ran == ["kehou", "greedy"]


def test_rungs_and_seeds_are_read_as_written() -> None:
    assert list(cases("XS,township", "0-2,7")) == [
        *(Case("XS", seed) for seed in (0, 1, 2, 7)),
        Case("township", 0),
    ]
    assert {"XS", "S", "township", "M", "L"} <= {*rungs()}
    assert instance_of(Case("township", 0)).published is not None
    for rungs_, seeds in (("XXS", "0"), ("XS", "a"), ("XS", "")):
        with pytest.raises(SystemExit):
            list(cases(rungs_, seeds))


def test_points_of_a_row_survive_the_file(tmp_path: Path) -> None:
    point = Point(seconds=0.25, findings=2, values=None)
    kept = row().model_copy(update={"points": (point,), "bounds": {"cost_fen": 9}})
    Results(tmp_path / "r").add(kept)
    assert Results(tmp_path / "r").rows == [kept]
