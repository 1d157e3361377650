"""One thing wrong with a timetable."""

from collections.abc import Iterable
from typing import Protocol

from kehou_solver.domain.base import Frozen, Id, Weekday
from kehou_solver.domain.instance import Instance, Waiver
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy


class Finding(Frozen):
    """A broken rule, in words a scheduler can act on.

    Attributes:
        rule: name of the rule.
        about: subject, such as "adult:T07" or "class:3-2".
        zh, en: what is wrong, with the numbers seen and allowed.
        school, weekday: where and when, if that decides about a waiver.
        waived: the waiver that allows it; None = broken.
    """

    rule: str
    about: str
    zh: str
    en: str
    school: Id | None = None
    weekday: Weekday | None = None
    waived: Waiver | None = None


class Check(Protocol):
    """Judges one rule in one week. Clear before fast; never imports ortools."""

    def __call__(
        self, instance: Instance, timetable: Timetable, policy: Policy
    ) -> Iterable[Finding]:
        """Yield one finding per breach."""
