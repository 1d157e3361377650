"""City runs: gaps against proved bounds, efficiency, memory of all processes."""

import json
import time
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.city_run import CityRun, gaps_of, read_runs
from benchmarks.memory import Memory
from benchmarks.report.city_page import write_city
from kehou_simulation.answers.solved import Row
from kehou_solver.domain.answer import GoalResult


def goal(name: str, value: int, bound: int | None, **more: str) -> GoalResult:
    proved = bound == value and not more
    told = {"name": name, "value": value, "bound": bound, "proved": proved}
    return GoalResult.model_validate({**told, "seconds": 0.0, **more})


def row(*goals: GoalResult) -> Row:
    return Row(verdict="found", schools=("s",), goals=goals)


def test_gaps_are_shares_of_bounds_that_hold_everywhere() -> None:
    rows = [
        row(goal("wishes_met_1", 9, 10), goal("wishes_met_2", 4, None)),
        row(goal("wishes_met_1", 10, 10), goal("cost_fen", 9, 1)),
        row(goal("wishes_met_1", 0, 0)),
        row(goal("wishes_met_1", 1, 9, holds="club_groups_fixed")),
        Row(verdict="impossible", schools=("s",)),
    ]
    assert gaps_of(rows) == {"wishes_met_1": (round(0.1 / 3, 6), 0.1, 3)}


def run(**changes: object) -> CityRun:
    plain = {
        "fraction": 0.1,
        "seed": 0,
        "effort": 5.0,
        "machines": 1,
        "workers": 1,
        "commit": "abc",
        "communities": 14,
        "schools": 60,
        "children": 46_601,
        "making": 20.0,
        "wall": 100.0,
        "spent": 95.0,
        "verdicts": {"found": 14},
        "findings": 0,
        "gaps": {"wishes_met_1": (0.01, 0.02, 14)},
        "memory_mib": 900.0,
        "largest_mib": 500.0,
        **changes,
    }
    return CityRun.model_validate_json(json.dumps(plain))


def test_the_page_says_how_well_workers_share(tmp_path: Path) -> None:
    runs = [run(), run(workers=2, wall=60.0), run(fraction=0.2, schools=120, wall=210)]
    store = tmp_path / "city.jsonl"
    store.write_text("".join(one.model_dump_json() + "\n" for one in runs))
    assert list(read_runs(store)) == runs
    page, *plots = write_city(runs, tmp_path)
    words = page.read_text(encoding="utf-8")
    assert "| 1 × 2 | 5 单位 / units | 60 | 95 | 0.83 |" in words
    assert "| 1 × 1 | 5 单位 / units | 210 | 95 | 1.00 |" in words
    assert "| wishes_met_1 | 1.00 % | 2.00 % | 14 |" in words
    assert all(plot.read_text(encoding="utf-8").count("<svg") == 1 for plot in plots)


def test_numbers_that_nobody_may_invent_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["city", "--out", str(tmp_path)])
    assert refused.value.code == 2


@pytest.mark.skipif(not Path("/proc").exists(), reason="no /proc here")
def test_memory_sees_this_process() -> None:
    with Memory() as memory:
        time.sleep(1.5)
    assert memory.largest > 10
    assert memory.together >= memory.largest


def test_runs_of_another_setting_are_neither_compared_nor_drawn(tmp_path: Path) -> None:
    timed = [run(searches=2, workers=2), run(fraction=0.2, searches=2, workers=2)]
    page, plot, _ = write_city([run(), *timed], tmp_path)
    assert page.read_text(encoding="utf-8").count("| 5 s × 2 |") == 2
    assert "| 5 s × 2 | 100 | 95 | — |" in page.read_text(encoding="utf-8")
    assert plot.read_text(encoding="utf-8").count("<circle") == len(timed)
