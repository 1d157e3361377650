"""Lets news of a search through at a pace: each piece is a transaction, and heard."""

import time
from collections.abc import Callable

from kehou_api.jobs.messages import News

PACE = 0.25
"""Seconds between two pieces of news about one goal that are written down."""


class Pace:
    """Holds the latest news of each goal until its turn; older news is dropped."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: dict[str | None, News] = {}
        self._written: dict[str | None, float] = {}

    def put(self, news: News) -> None:
        """Take news in."""
        # Put last: what is written is in the order in which it was heard.
        self._held.pop(news["goal"], None)
        self._held[news["goal"]] = news

    def due(self) -> list[News]:
        """Hand out the news whose turn it is."""
        moment = self._clock()
        goals = [
            goal
            for goal in self._held
            if moment - self._written.get(goal, moment - PACE) >= PACE
        ]
        self._written |= dict.fromkeys(goals, moment)
        return [self._held.pop(goal) for goal in goals]

    def left(self) -> list[News]:
        """Return what has not had its turn: it is written with the end."""
        return list(self._held.values())
