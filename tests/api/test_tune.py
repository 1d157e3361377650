"""`kehou tune` and `kehou solve --tuning`, as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kehou_solver.domain.answer import Settings
from kehou_solver.domain.reading import write_json
from kehou_solver.domain.tuning import SHIPPED, Tuning
from kehou_solver.tuning import race
from kehou_solver.tuning.space import candidates
from tests.api.conftest import Kehou
from tests.solver.worlds import changed, world

Play = Callable[[Tuning], int]


@pytest.fixture
def playing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Play], None]:
    """Have every solve give what is said for its tuning."""

    def play(values: Play) -> None:
        def solved(_instance: object, settings: Settings, _stop: object) -> object:
            return {"wishes_met_1": values(settings.tuning)}

        monkeypatch.setattr(race.tune, "__kwdefaults__", defaults | {"runner": solved})

    defaults = dict(race.tune.__kwdefaults__)
    return play


def folder_of(count: int, under: Path) -> Path:
    folder = under / "schools"
    folder.mkdir()
    for number in range(count):
        instance = changed(world(), id=f"w{number}")
        (folder / f"w{number}.json").write_text(write_json(instance), encoding="utf-8")
    return folder


def test_a_folder_is_tuned_and_the_file_serves_solve(
    kehou: Kehou, tmp_path: Path, playing: Callable[[Play], None]
) -> None:
    planted = candidates(3, 0)[1]
    playing(lambda tuning: 2 if tuning == planted else 1)
    folder = folder_of(12, tmp_path)
    said = kehou("tune", folder, "--candidates", "3", "-o", "out")
    assert said.code == 0
    assert "推荐使用 tuning.json" in said.out
    assert Tuning.model_validate_json(Path("out/tuning.json").read_bytes()) == planted
    report = json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    assert report["held_back"]["better"] == 6
    assert not set(report["training"]["cases"]) & set(report["held_back"]["cases"])
    assert len(report["runs"]) == len(
        {(run["case"], str(run["changes"])) for run in report["runs"]}
    )
    one = folder / "w0.json"
    solved = kehou("solve", one, "--tuning", "out/tuning.json", "-o", "week", "--json")
    assert solved.code == 0
    assert solved.json["tuning"] == planted.model_dump()


def test_where_nothing_is_better_no_parameters_are_written(
    kehou: Kehou, tmp_path: Path, playing: Callable[[Play], None]
) -> None:
    playing(lambda _: 1)
    said = kehou("tune", folder_of(12, tmp_path), "--lang", "en", "-o", "out")
    assert said.code == 0
    assert "stay with the default" in said.out
    assert Path("out/report.json").exists()
    assert not Path("out/tuning.json").exists()


def test_a_rung_with_seeds_is_solved_for_real(kehou: Kehou) -> None:
    said = kehou("tune", "xs:0-1", "--candidates", "1", "--seconds", "3", "--json")
    assert said.code == 0
    cases = said.json["training"]["cases"] + said.json["held_back"]["cases"]
    assert sorted(cases) == ["XS:0", "XS:1"]
    assert len(said.json["runs"]) == 4
    assert all(run["values"]["homeroom_care"] >= 0 for run in said.json["runs"])
    assert said.json["asked"]["seed"] == 0


def test_every_word_that_is_no_case_is_refused_at_once(
    kehou: Kehou, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    said = kehou("tune", "XS:7-3", "XS:some", "nowhere.json", "empty")
    assert said.code == 2
    for word in ("XS:7-3", "XS:some", "nowhere.json", "empty"):
        assert word in said.err
    assert "XS:0-7" in said.err
    assert not Path("out").exists()


def test_one_school_is_too_few(kehou: Kehou) -> None:
    said = kehou("tune", "XS:0")
    assert said.code == 2
    assert "至少两个实例" in said.err


def test_parameters_out_of_bounds_are_refused_with_every_problem(
    kehou: Kehou, tmp_path: Path, instance_file: Path
) -> None:
    wrong = SHIPPED.model_dump() | {"plan_part": 3, "kicks": -1, "speed": 11}
    (tmp_path / "bad.json").write_text(json.dumps(wrong), encoding="utf-8")
    said = kehou("solve", instance_file, "--tuning", "bad.json")
    assert said.code == 2
    for name in ("plan_part", "kicks", "speed"):
        assert name in said.err
    assert not Path("out").exists()
