"""What the terminal shows of prices and of gaps closed: narrow enough, and true."""

from typing import Literal

import pytest
from rich.cells import cell_len

from kehou_api.cli.show.prices import show_closings, show_prices
from kehou_api.cli.voice import Voice
from kehou_instances.ladder import generate
from kehou_simulation.prices.candidates import PricedCandidate, candidates
from kehou_simulation.prices.cheapest import Addition, Closing
from kehou_simulation.prices.choosing import Chosen
from kehou_simulation.prices.proving import Gain
from kehou_solver.measures import MEASURES

ALL = candidates(generate("XS", 1).instance)

Lang = Literal["zh", "en"]


def closing(*, needed: bool, reached: int = 30) -> Closing:
    additions = tuple(
        Addition(candidate=one, cost_fen=150_000) for one in (ALL[0], ALL[-1])
    )
    return Closing(
        goal="wishes_met_3",
        wanted=30,
        before=21,
        reached=reached,
        additions=additions,
        needed=needed,
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 100])
def test_both_tables_fit_and_nothing_is_cut(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    width: int,
    lang: Lang,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    voice = Voice(lang)
    show_prices(voice, [gain(place) for place in range(len(ALL))])
    show_closings(voice, [("lz-021", closing(needed=True))])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= width
    text = "".join("".join(lines).split())
    assert "…" not in text
    assert "3,000.00" in text


def gain(place: int, decides: str = "wishes_met_1") -> Gain:
    goals = {f"wishes_met_{tier}": 12.5 for tier in (1, 2, 3)}
    priced = PricedCandidate(candidate=ALL[place], prices=())
    chosen = Chosen("p1", "lz-021", priced)
    return Gain(chosen, goals, dict.fromkeys(goals, 12), decides, 12)


def test_what_is_proved_is_said_in_words_whichever_goal_decides(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for goal in ("wish_ranks_2", "seats_given"):
        show_prices(Voice("en"), [gain(0, goal)])
        said = " ".join(capsys.readouterr().out.split())
        assert goal not in said
        assert f"+12 {MEASURES[goal].title.en.split()[0]}" in said


def test_only_what_was_tried_is_called_needed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tried, stopped = closing(needed=True), closing(needed=False, reached=28)
    show_closings(Voice("en"), [("lz-021", tried)])
    assert "taken away once and missed" in capsys.readouterr().out
    show_closings(Voice("en"), [("lz-021", tried), ("lz-022", stopped)])
    said = capsys.readouterr().out
    assert "missed" not in said
    assert "some may not be needed" in said
    assert "28 (open)" in said
