"""What the terminal shows: the whole week, narrow enough, and names as they are."""

import threading

import pytest
from rich.cells import cell_len
from rich.console import Console

from kehou_api.cli.progress import LineFollower, LiveFollower
from kehou_api.cli.show.week import show_week
from kehou_api.cli.solving import run_solve
from kehou_api.cli.voice import Voice, plain
from kehou_instances.township import township_school
from kehou_solver.domain.answer import Outcome, Progress, Settings
from kehou_solver.domain.base import Text
from kehou_solver.report.words import taking_turns
from kehou_solver.report.words_meetings import WeekInWords
from tests.api.answers import found
from tests.solver.worlds import ADULTS, changed, lawful, replaced, two_campuses, world


def shown(capsys: pytest.CaptureFixture[str], week: WeekInWords) -> list[str]:
    voice = Voice(week.lang)
    show_week(voice, week)
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_real_week_fits_and_nothing_is_cut(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    school = township_school()
    assert school.published is not None
    lines = shown(capsys, WeekInWords(school, school.published, "zh"))
    assert max(map(cell_len, lines)) <= width
    text = "\n".join(lines)
    assert "…" not in text
    for staff in school.published.staff:
        assert staff.adult in text


def test_a_campus_without_classes_is_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    instance = two_campuses()
    bare = changed(instance, classes=instance.classes[:-1], pupils=instance.pupils[:6])
    lines = shown(capsys, WeekInWords(bare, lawful(), "en"))
    assert any("1-1" in line for line in lines)
    assert not any("west" in line for line in lines)


def test_a_name_is_not_read_as_markup_or_as_a_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    teacher = next(adult for adult in ADULTS if adult.id == "T1")
    nasty = changed(teacher, name="[red]\x1b[2J王")
    instance = world(adults=replaced(ADULTS, nasty))
    text = "\n".join(shown(capsys, WeekInWords(instance, lawful(), "zh")))
    assert "[red]" in text
    assert "\x1b" not in text
    assert plain("a\nb\x07") == "a\nb\ufffd"


def test_people_who_take_turns_share_a_cell() -> None:
    assert taking_turns({"odd": ["A"], "even": ["B"]}, "zh") == "A/B"
    assert taking_turns({"every": ["C"]}, "zh") == "C"
    assert taking_turns({"odd": ["A"]}, "zh") == "A（单）"
    assert taking_turns({"odd": ["A", "D"], "even": ["B"]}, "en") == (
        "A (odd), D (odd), B (even)"
    )


def news(value: int | None, bound: int | None, goal: str | None = "g") -> Progress:
    return Progress(Text("目标", "the goal"), goal, value, bound, 1.0)


def test_lines_say_something_new_or_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    follower = LineFollower(Voice("en"))
    for value, bound in ((5, 1), (5, 1), (4, 1), (1, 1), (1, 1)):
        follower.hear(news(value, bound))
    lines = capsys.readouterr().err.splitlines()
    # 4 comes within the same second; the settled value is never kept back.
    assert [line.split("the goal: ")[1] for line in lines] == [
        "5 (bound 1, gap 4)",
        "1 (bound 1, gap 0)",
    ]


def test_the_live_table_has_a_row_per_goal() -> None:
    follower = LiveFollower(Voice("zh"))
    follower.hear(news(None, None, goal=None))
    follower.hear(news(7, 9))
    follower.hear(news(8, 9))
    console = Console(width=60, record=True, quiet=False, file=None)
    with console.capture() as drawn:
        console.print(follower)
    assert "8" in drawn.get()
    assert "7" not in drawn.get()


def test_the_solve_runs_beside_the_main_thread_and_its_error_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads: list[threading.Thread] = []

    def solver(*_: object, **__: object) -> Outcome:
        threads.append(threading.current_thread())
        raise OSError("gone")

    monkeypatch.setattr("kehou_api.cli.solving.the_solver", lambda: solver)
    with pytest.raises(OSError, match="gone"):
        run_solve(world(), Settings(), Voice())
    assert threads != [threading.main_thread()]


def test_the_first_timetable_is_enough_for_an_explanation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[bool] = []

    def solver(*_: object, on_progress: object, stop: threading.Event) -> Outcome:
        assert callable(on_progress)
        on_progress(news(None, None, goal=None))
        heard.append(stop.is_set())
        on_progress(news(3, None))
        heard.append(stop.is_set())
        return found(stopped=True)

    monkeypatch.setattr("kehou_api.cli.solving.the_solver", lambda: solver)
    run_solve(world(), Settings(), Voice(), first_will_do=True)
    assert heard == [False, True]
