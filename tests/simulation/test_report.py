"""The page of a study: what is shown of whom, and what is not."""

import pytest

from kehou_simulation.answers.comparing import compared
from kehou_simulation.answers.figures import Lent, SchoolFigures, Seats
from kehou_simulation.answers.intervals import digits
from kehou_simulation.answers.solved import Row
from kehou_simulation.answers.tables import (
    FLOWS_HEAD,
    GAPS_HEAD,
    flow_rows,
    gap_rows,
    school_rows,
)
from kehou_simulation.report.bars import bars_of
from kehou_simulation.report.page import study_page
from kehou_simulation.report.tiles import tiles_of
from kehou_simulation.scenarios.study import Scenario
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.answer import Gap
from kehou_solver.domain.school import Tier
from kehou_solver.report.csv_cells import as_csv

BASE = Scenario(name="base", title_zh="现状", title_en="as it is")
MORE = Scenario(name="more", title_zh="<多一名>", title_en="<one more>")


def figures(name: str, wished: int, seated: int) -> SchoolFigures:
    return SchoolFigures(
        school=name,
        district="north",
        tier=Tier.TOWNSHIP,
        weak=False,
        weeks=1,
        children=100,
        taking_part=80,
        seats=(Seats(tier=1, wished=wished, seated=seated),),
        care=50,
        lessons=dict.fromkeys(AdultKind, 1),
        skills={},
        cost_fen=1,
    )


def row(*schools: SchoolFigures) -> Row:
    return Row(
        verdict="found", schools=tuple(one.school for one in schools), figures=schools
    )


ROWS = [
    (scenario, number, row(figures("s1", 100, 50 + gain + number), figures("s2", 6, 3)))
    for scenario, gain in (("base", 0), ("more", 20))
    for number in range(3)
]
GONE = Row(verdict="impossible", schools=("s3",), districts=("south",))
PLACED = [("p", *one) for one in ROWS] + [("q", "base", 0, GONE)]


def test_shares_that_point_at_a_child_are_not_shown() -> None:
    (base, *_) = tiles_of([BASE, MORE], PLACED, "en")
    tiles = {tile.name: tile for _, each in base.districts for tile in each}
    assert (tiles["s1"].said, tiles["s1"].shade) == ("50 %", "s2")
    assert (tiles["s2"].said, tiles["s2"].shade) == ("", "hidden")
    assert tiles["s3"].shade == "none"
    assert [name for name, _ in base.districts] == ["north", "south"]
    told = as_csv((), school_rows(PLACED)).decode("utf-8-sig")
    assert '"s2","north","township","found","*"' in told


def test_bars_say_what_is_better_and_what_is_open() -> None:
    bars = bars_of(compared([BASE, MORE], ROWS), "satisfied_1", "en")
    assert [bar.verdict for bar in bars] == ["open", "better"]
    assert bars[1].against.startswith("+18.87 [18.87")
    assert bars[0].low is not None
    assert bars[0].low < bars[0].width < (bars[0].high or 0)
    alike = bars_of(compared([BASE, MORE], ROWS), "cost_each", "en")
    assert [bar.verdict for bar in alike] == ["open", "open"]


def test_the_page_escapes_names_and_runs_nothing() -> None:
    page = study_page("<b>", compared([BASE, MORE], ROWS), PLACED, "zh")
    assert "&lt;多一名&gt;" in page
    assert "<b>&lt;" not in page.split("<h1>")[0]
    assert "<script" not in page
    assert "http" not in page


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0.00"), (12.345, "12.35"), (0.0123, "0.0123"), (-1, "-1.00")],
)
def test_small_values_have_more_places(value: float, said: str) -> None:
    assert digits(value) == said


def test_flows_and_gaps_are_listed_by_school() -> None:
    lent = row().model_copy(update={"lent": (Lent(home="a", at="b", lessons=3),)})
    gap = Gap(school="c", slot="m1", classes=("1",), adults_missing=2, skill="homework")
    short = GONE.model_copy(update={"gaps": (gap,)})
    told = [("p", "base", 0, lent), ("q", "base", 1, short)]
    assert list(flow_rows(told)) == [["p", "base", 0, "a", "b", 3]]
    assert list(gap_rows(told)) == [["q", "base", 1, "c", "m1", "homework", 2]]
    assert len(FLOWS_HEAD) == 6
    assert len(GAPS_HEAD) == 7


def test_cells_are_no_formulas() -> None:
    assert b"'=1+1" in as_csv(("a",), [["=1+1"]])
