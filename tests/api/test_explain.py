"""`kehou explain`: why not, or that there is a way after all."""

from collections.abc import Callable
from pathlib import Path

from kehou_solver.domain.answer import Outcome, RanOutOfTime
from tests.api.answers import IMPOSSIBLE
from tests.api.conftest import Kehou, put
from tests.solver.worlds import ADULTS, changed, world

Answering = Callable[[Outcome], None]


def test_a_possible_week_is_said_to_be_possible(
    kehou: Kehou, instance_file: Path
) -> None:
    said = kehou("explain", instance_file, "--lang", "en", "--seconds", "20")
    assert said.code == 0
    assert "A lawful timetable exists" in said.out
    assert not Path("out").exists()


def test_a_week_without_adults_is_explained_by_the_real_solver(
    kehou: Kehou, tmp_path: Path
) -> None:
    busy = tuple(changed(adult, free=()) for adult in ADULTS)
    alone = put(tmp_path, "alone.json", world(adults=busy))
    said = kehou("explain", alone, "--json", "--seconds", "20")
    assert said.code == 3
    assert said.json["outcome"] == "impossible"
    assert said.json["shortages"] or said.json["clash"]


def test_every_part_of_an_explanation_is_shown(
    kehou: Kehou, answering: Answering, instance_file: Path
) -> None:
    answering(IMPOSSIBLE)
    said = kehou("explain", instance_file)
    assert said.code == 3
    for words in ("周一第一时段缺一人", "岗位", "请一位教师", "缺 1 人"):
        assert words in said.out


def test_out_of_time_explains_nothing_and_says_so(
    kehou: Kehou, answering: Answering, instance_file: Path
) -> None:
    answering(RanOutOfTime(seconds=1.0))
    assert kehou("explain", instance_file, "--json").code == 4
