"""The curve for a hearing shows what is reached, what it costs and what is proved."""

from kehou_simulation.answers.comparing import compared
from kehou_simulation.answers.figures import SchoolFigures, Seats
from kehou_simulation.answers.solved import Row
from kehou_simulation.answers.totals import METRICS
from kehou_simulation.report.page import study_page
from kehou_simulation.report.tradeoff import tradeoff_of
from kehou_simulation.scenarios.study import Scenario
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.answer import GoalResult
from kehou_solver.domain.school import Tier

BASE = Scenario(name="base", title_zh="现状", title_en="as it is")
DEAR = Scenario(name="dear", title_zh="贵", title_en="<dear>")


def row(seated: int, bound: int | None, yuan: int) -> Row:
    figures = SchoolFigures(
        school="s",
        district="d",
        tier=Tier.TOWNSHIP,
        weak=False,
        weeks=1,
        children=100,
        taking_part=100,
        seats=(
            Seats(tier=1, wished=40, seated=seated),
            Seats(tier=3, wished=60, seated=0),
        ),
        care=0,
        lessons=dict.fromkeys(AdultKind, 1),
        skills={},
        cost_fen=100 * 100 * yuan,
    )
    goal = GoalResult(
        name="wishes_met_1",
        value=seated,
        bound=bound,
        proved=bound == seated,
        seconds=0.0,
    )
    return Row(verdict="found", schools=("s",), figures=(figures,), goals=(goal,))


def test_dots_lie_where_their_values_are_and_say_what_is_proved() -> None:
    told = compared(
        [BASE, DEAR], [("base", 0, row(20, 30, 2)), ("dear", 0, row(36, 36, 4))]
    )
    picture = tradeoff_of(told, "en")
    assert picture is not None
    base, dear = picture.spots
    assert (base.mark, dear.mark) == ("A", "B")
    assert base.x < dear.x, "dearer is further right"
    assert base.y > dear.y, "more served is higher up"
    assert base.top is not None
    assert base.top < base.y, "the ceiling is above"
    assert not base.proved
    assert dear.proved
    assert base.cells == ("50.00", "75.00", "20.00", "2.00", "0.00")


def test_without_a_bound_no_ceiling_is_claimed() -> None:
    rows = [row(20, None, 2)]
    assert METRICS["ceiling_1"].of(rows) is None
    told = compared([BASE, DEAR], [("base", 0, rows[0]), ("dear", 0, row(36, 36, 4))])
    picture = tradeoff_of(told, "zh")
    assert picture is not None
    assert picture.spots[0].top is None
    assert not picture.spots[0].proved


def test_one_scenario_alone_is_no_curve() -> None:
    told = compared([BASE], [("base", 0, row(20, 30, 2))])
    assert tradeoff_of(told, "en") is None
    assert "<svg" not in study_page("x", told, [("p", "base", 0, row(20, 30, 2))], "en")


def test_the_page_shows_the_curve_and_escapes_its_names() -> None:
    rows = [("base", 0, row(20, 30, 2)), ("dear", 0, row(36, 36, 4))]
    page = study_page(
        "x", compared([BASE, DEAR], rows), [("p", *one) for one in rows], "en"
    )
    assert page.count("<circle") == 2
    assert "&lt;dear&gt;" in page
    assert "priority group (%)" in page
    assert "（" not in page
    assert "<dear>" not in page
