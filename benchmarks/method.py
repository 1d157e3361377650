"""What every method is: it looks for a while and offers what it finds."""

from typing import Protocol

from kehou_solver.domain.answer import Found
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable


class Offer(Protocol):
    """Takes timetables as they are found; the clock and the judge are behind it."""

    def __call__(self, timetable: Timetable) -> None:
        """Offer a timetable. The last lawful one offered in time counts."""

    def bound(self, goal: str, value: int) -> None:
        """Report that no timetable with the same earlier goals does better."""

    def stop_clock(self, after: float) -> None:
        """Let the clock of this run stand still at `after` seconds from then on.

        In favour of a method that keeps its time and then needs long to hand over what
        it found.
        """

    def result(self, instance: Instance, found: Found) -> None:
        """Hand over the answer with its certificate, for the portable verifier."""

    def note(self, text: str) -> None:
        """Report what a reader of the table has to know, such as a goal left out."""


class Method(Protocol):
    """A way to plan a week."""

    def prepare(self) -> None:
        """Load libraries and start machines: not on the clock."""

    def run(self, instance: Instance, seconds: float, seed: int, offer: Offer) -> None:
        """Look for `seconds` (s, wall clock) and offer what is found on the way."""


class Unavailable(Exception):
    """The method needs something that is not on this machine; says what."""
