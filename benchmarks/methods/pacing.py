"""How time is shared: over goals, and between looking and offering."""

import time

FAIR_SHARES = 8.0
"""A goal may use so many fair shares of the time left, as in our own search."""

OFFERS = 50
"""About how many offers a run makes at most; writing them down takes time, too."""


class Clock:
    """The time of one run."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._started = time.monotonic()
        self._offered = -seconds

    def spent(self) -> float:
        """Return the seconds since the start."""
        return time.monotonic() - self._started

    def left(self) -> float:
        """Return the seconds left, never below 0."""
        return max(0.0, self.seconds - self.spent())

    def share(self, goals_left: int) -> float:
        """Return what the next of `goals_left` goals may use (s)."""
        return self.left() * min(1.0, FAIR_SHARES / goals_left)

    def may_offer(self) -> bool:
        """Say whether it is time for another offer, and take it if so."""
        now = self.spent()
        if now - self._offered < self.seconds / OFFERS:
            return False
        self._offered = now
        return True
