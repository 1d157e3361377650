"""A draw in the workbook: three cells of the overview, or none of them."""

from pathlib import Path

import openpyxl
import pytest

from kehou_instances.workbook import read_workbook, write_workbook
from kehou_solver.domain import Instance
from kehou_solver.errors import InvalidInstance
from tests.solver.fairness.planted import drawn
from tests.solver.worlds import PUPILS, pupil, world

DRAWN = drawn(world())


@pytest.mark.parametrize("instance", [DRAWN, world()], ids=["a draw", "none"])
def test_an_instance_comes_back_as_it_was_written(
    instance: Instance, tmp_path: Path
) -> None:
    write_workbook(instance, tmp_path / "week.xlsx")
    assert read_workbook(tmp_path / "week.xlsx") == instance


def test_a_late_applicant_is_told_at_the_cell_of_the_digest(tmp_path: Path) -> None:
    late = DRAWN.model_copy(update={"pupils": (*PUPILS, pupil("p7", "1-1", "chess"))})
    write_workbook(late, tmp_path / "week.xlsx")
    with pytest.raises(InvalidInstance) as refused:
        read_workbook(tmp_path / "week.xlsx")
    (problem,) = refused.value.problems
    assert "抽签名单摘要" in problem.where


@pytest.mark.parametrize("heading", ["抽签名单摘要", "抽签种子", "种子来源"])
def test_half_a_draw_is_refused(heading: str, tmp_path: Path) -> None:
    path = tmp_path / "week.xlsx"
    write_workbook(DRAWN, path)
    book = openpyxl.load_workbook(path)
    for column in book["概况"].iter_cols():
        if str(column[0].value).startswith(heading):
            column[1].value = None
    book.save(path)
    with pytest.raises(InvalidInstance) as refused:
        read_workbook(path)
    (problem,) = refused.value.problems
    assert heading in problem.where
