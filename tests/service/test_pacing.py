"""News of a search is written at a pace, and the last of each goal always."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kehou_api.db.engine import Database
from kehou_api.db.tables import JobRow, OwnerRow
from kehou_api.db.upgrade import upgrade
from kehou_api.jobs import attending, store
from kehou_api.jobs.child import forkserver
from kehou_api.jobs.messages import Done, News
from kehou_api.jobs.pacing import Pace
from kehou_api.jobs.status import JobStatus
from kehou_api.settings import ServiceSettings


def news(goal: str | None, value: int) -> News:
    return {"stage": ["", ""], "goal": goal, "value": value, "bound": 0, "seconds": 0.0}


def test_one_piece_a_goal_and_quarter_second() -> None:
    moment = 100.0
    pace = Pace(lambda: moment)
    heard: list[tuple[float, str | None, int | None]] = []
    for step in range(100):  # ten seconds' worth: a piece of each goal every tenth
        moment = 100.0 + step / 10
        for goal in ("seats", "cost"):
            pace.put(news(goal, step))
            heard += [(moment, one["goal"], one["value"]) for one in pace.due()]
    for goal in ("seats", "cost"):
        times = [at for at, about, _ in heard if about == goal]
        assert times[0] == 100.0
        assert min(later - at for at, later in pairwise(times)) >= 0.25
        assert len(times) > 30
    last = {one["goal"]: one["value"] for one in pace.left()}
    last = {about: value for _, about, value in heard} | last
    assert last == {"seats": 99, "cost": 99}


def test_news_waits_for_its_turn_and_the_newest_is_said() -> None:
    moment = 0.0
    pace = Pace(lambda: moment)
    for value in range(3):
        pace.put(news(None, value))
        told = pace.due()
        assert [one["value"] for one in told] == ([0] if value == 0 else [])
    moment = 0.3
    assert [one["value"] for one in pace.due()] == [2]
    assert pace.due() == pace.left() == []


class Chatty:
    """A child that says much and ends well."""

    exit_code = 0

    def __init__(self, *_: Any) -> None:
        done: Done = {
            "solution": None,
            "stopped": False,
            "timetable": None,
            "goals": [],
            "certificate": None,
            "answer": {},
        }
        self._words: list[tuple[str, Any]] = [
            *(("news", news("seats", value)) for value in range(200)),
            ("done", done),
        ]

    def hear(self, seconds: float) -> tuple[str, Any]:
        """Say the next word."""
        return self._words.pop(0)

    def kill(self) -> None:
        """Have ended already."""


def test_the_last_news_stands_before_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attending, "Child", Chatty)
    database = Database(f"sqlite:///{tmp_path / 'kehou.sqlite'}")
    upgrade(database)
    with database.writing() as session:
        session.add(OwnerRow(id="ow", kind="school", code="x", title="x"))
        session.flush()
        session.add(
            JobRow(
                id="job",
                owner_id="ow",
                kind="explain",
                request={"seconds": 1.0},
                status=JobStatus.QUEUED,
            )
        )
    settings = ServiceSettings(executor="w-0")
    attending.Attending(database, settings, forkserver()).to_the_end("job")
    with database.reading() as session:
        events = store.events_after(session, "job", 0)
        kinds = [event.kind for event in events]
        values = [event.data["value"] for event in events if event.kind == "progress"]
    assert kinds[0] == "status"
    assert kinds[-2:] == ["progress", "end"]
    assert (values[0], values[-1]) == (0, 199)
    assert len(values) < 100
    database.close()
