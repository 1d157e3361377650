"""Reports: who is ahead, how far from the bound, and nothing left out quietly."""

import json
import math

import pytest

from benchmarks.fitting import fit
from benchmarks.growth import Grown, write_growth
from benchmarks.lexicographic import better
from benchmarks.report.contests import contests
from benchmarks.report.ladder_page import blocks
from benchmarks.report.pages import Table, html, markdown
from benchmarks.report.plots import Line, chart
from benchmarks.report.profile import profile
from benchmarks.results import Row

GOALS = ["wishes_met_1", "wish_ranks_1", "cost_fen"]


def row(method: str, best: list[int] | None, **changes: object) -> Row:
    points = [{"seconds": 1.0, "findings": 0, "values": best}] if best else []
    plain = {
        "rung": "M",
        "method": method,
        "seed": 0,
        "limit": 60.0,
        "commit": "abc",
        "outcome": "lawful" if best else "nothing",
        "goals": GOALS,
        "best": best,
        "first": 1.0 if best else None,
        "points": points,
        **changes,
    }
    return Row.model_validate_json(json.dumps(plain))


OURS = row("kehou", [90, 300, 50], bounds={"wishes_met_1": 100, "wish_ranks_1": 310})


def test_earlier_goals_are_never_traded() -> None:
    assert better((1, 0, 99), (0, 9, 0), GOALS)
    assert better((1, 5, 3), (1, 5, 4), GOALS), "less money is better"
    assert not better((1, 5, 3), (1, 5, 3), GOALS)


def test_the_better_variant_counts_for_a_peer() -> None:
    rows = [
        OURS,
        row("cpsat_weighted_2", [80, 400, 1]),
        row("cpsat_sequence_8", [81, 0, 99]),
        row("cpsat_sequence_2", None),
    ]
    (contest,) = contests(rows)
    assert contest.rows["plain_cpsat"].method == "cpsat_sequence_8"
    assert contest.winners == ("kehou",)
    assert contest.decided_by("plain_cpsat") == "wishes_met_1"


def test_level_methods_share_the_win() -> None:
    (contest,) = contests([OURS, row("greedy", [90, 300, 50])])
    assert contest.winners == ("kehou", "greedy")
    assert contest.decided_by("greedy") is None


def test_a_gap_says_whether_the_bound_is_its_own() -> None:
    (contest,) = contests([OURS, row("greedy", [80, 320, 40])])
    first = contest.gap("greedy", "wishes_met_1")
    assert first is not None
    assert first.share == pytest.approx(0.2)
    assert first.proved
    assert first.same_start
    second = contest.gap("greedy", "wish_ranks_1")
    assert second is not None
    assert second.share < 0, "more points for fewer children: another bargain"
    assert not second.same_start
    cost = contest.gap("kehou", "cost_fen")
    assert cost is not None
    assert not cost.proved
    assert cost.share == pytest.approx(10 / 40)


def test_a_method_without_a_timetable_is_never_within_any_factor() -> None:
    found = contests([OURS, row("greedy", None), row("timefold", [45, 300, 50])])
    assert profile(found, "kehou")[0] == (1.0, 1.0)
    assert {share for _, share in profile(found, "greedy")} == {0.0}
    start, end = profile(found, "timefold")[0], profile(found, "timefold")[-1]
    assert start[1] == pytest.approx(0.5)
    assert end == (2.0, 1.0)
    assert profile(found, "highs_mip") == []


def test_failures_are_listed_with_their_reason() -> None:
    rows = [
        OURS,
        row("greedy", None, outcome="unlawful", complaint="qualified: a | b"),
        row("timefold", None, outcome="skipped", notes=["没有 / missing"]),
    ]
    page = list(blocks(rows))
    text = markdown("t", page)
    assert "qualified: a \\| b" in text
    assert "没有 / missing" in text
    assert "unlawful" in html("t", page)


def test_a_ladder_without_any_answer_still_has_a_report() -> None:
    page = list(blocks([row("greedy", None), row("kehou", None)]))
    assert any(isinstance(block, Table) for block in page)
    assert markdown("t", page)
    assert list(blocks([]))


def test_html_escapes_what_methods_say() -> None:
    page = blocks([row("greedy", None, notes=["<b>&"])])
    assert "<b>&" not in html("t", list(page))


@pytest.mark.parametrize("log", [False, True])
def test_charts_stand_lines_without_points_and_flat_ones(log: bool) -> None:
    lines = [Line("none", []), Line("one", [(3, 0)]), Line("flat", [(1, 5), (9, 5)])]
    for some in (lines, lines[:1], []):
        drawn = chart("<t>", "x", some, log=log, steps=True)
        assert "nan" not in drawn
        assert "&lt;t&gt;" in drawn


def test_an_exponent_is_found_again() -> None:
    law = fit([(n, 0.002 * n**1.5) for n in (500, 1000, 3000, 9000)])
    assert law is not None
    assert law.exponent == pytest.approx(1.5)
    assert law.at(100) == pytest.approx(2.0)
    assert law.spread == pytest.approx(1.0)
    assert fit([(5, 1.0), (5, 2.0)]) is None
    assert fit([]) is None
    assert fit([(1, 0.0), (2, 4.0)]) is None, "zero seconds have no logarithm"


def test_growth_is_written_with_its_exponents(tmp_path_factory: object) -> None:
    assert isinstance(tmp_path_factory, pytest.TempPathFactory)
    out = tmp_path_factory.mktemp("growth")
    runs = [
        Grown(
            pupils=n,
            adults=n // 10,
            seed=0,
            limit=60.0,
            method="kehou",
            commit="abc",
            first=n / 100 if n < 9000 else None,
            all=60.0,
            memory_mib=math.sqrt(n),
        )
        for n in (500, 1000, 9000)
    ]
    page, *plots = write_growth(runs, out)
    text = page.read_text(encoding="utf-8")
    assert "n^1.00" in text
    assert "n^0.50" in text
    assert "| 9000 | 900 | — |" in text
    assert all("<svg" in plot.read_text(encoding="utf-8") for plot in plots)
