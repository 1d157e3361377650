"""If one adult were absent one day: would there be cover, and at what change?"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kehou_solver.domain.answer import Progress, Settings
from kehou_solver.domain.base import WEEKDAY_NAMES, Id, Text
from kehou_solver.domain.events import AdultAway
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.repair.answer import Repaired
from kehou_solver.repair.freeze import since
from kehou_solver.repair.repairing import Options, repair
from kehou_solver.repair.words import adult_words
from kehou_solver.search.budget import Budget

News = Callable[[Progress], None]

CASE_SECONDS = 5.0
"""Longest search for one absence."""


@dataclass(frozen=True)
class Absence:
    """One adult away on one weekday.

    Attributes:
        lessons: lessons and posts that need somebody else (count).
        covered: yes, no (proved), or None: not found in time.
        cells: fewest changes found, or at least needed if not covered.
    """

    adult: Id
    weekday: int
    lessons: int
    covered: bool | None
    cells: int


@dataclass(frozen=True)
class Resilience:
    """What single absences would do.

    Attributes:
        changes: changes allowed for each; None = any number.
        absences: those looked at, worst first.
        total: absences there are; more than looked at if it was stopped.
    """

    changes: int | None
    absences: tuple[Absence, ...]
    total: int
    seconds: float

    @property
    def covered(self) -> int:
        """Count the absences with cover."""
        return sum(absence.covered is True for absence in self.absences)

    @property
    def worst(self) -> tuple[Absence, ...]:
        """Return the absences without cover, known or not found."""
        return tuple(a for a in self.absences if a.covered is not True)

    @property
    def complete(self) -> bool:
        """Say whether every absence was looked at."""
        return len(self.absences) == self.total


def resilience(
    instance: Instance,
    timetable: Timetable,
    changes: int | None = None,
    *,
    adults: Iterable[Id] | None = None,
    settings: Settings | None = None,
    options: Options | None = None,
    on_progress: News | None = None,
    stop: threading.Event | None = None,
) -> Resilience:
    """Try every adult away on every weekday he or she serves on, one at a time.

    Days before the absence are past. Stopped, it keeps what was found.

    Args:
        instance: what the timetable was made for.
        timetable: the published timetable.
        changes: most changed cells that still count as cover; None = any number.
        adults: whom to look at; default: everybody who serves.
        settings: time for all of it, workers, seed.
        options: what the school may choose about repairs.
        on_progress: told after every absence.
        stop: set it to end early.
    """
    settings = settings or Settings(seconds=600.0)
    options = options or Options()
    stop = stop or threading.Event()
    budget = Budget(settings, stop)
    news = on_progress or (lambda _: None)
    cases = _cases(instance, timetable, None if adults is None else set(adults))
    index = Index(instance)
    found: list[Absence] = []
    for adult, weekday, lessons in cases:
        if stop.is_set() or budget.elapsed() >= settings.seconds:
            break
        left = settings.seconds - budget.elapsed()
        found.append(
            _absence(
                instance,
                timetable,
                (adult, weekday, lessons),
                changes,
                Settings(min(CASE_SECONDS, left), settings.workers, settings.seed),
                options,
                stop,
            )
        )
        day, who = WEEKDAY_NAMES[weekday], adult_words(index, adult)
        news(
            Progress(
                Text(
                    f"试算缺席 {len(found)}/{len(cases)}：{who} {day.zh}",
                    f"trying absence {len(found)}/{len(cases)}: {who} on {day.en}",
                ),
                None,
                sum(absence.covered is True for absence in found),
                len(found),
                budget.elapsed(),
            )
        )
    return Resilience(
        changes=changes,
        absences=tuple(sorted(found, key=_worst_first)),
        total=len(cases),
        seconds=budget.elapsed(),
    )


def _worst_first(absence: Absence) -> tuple[bool, bool, int, str, int]:
    return (
        absence.covered is True,
        absence.covered is None,
        -absence.cells,
        absence.adult,
        absence.weekday,
    )


def _absence(
    instance: Instance,
    timetable: Timetable,
    case: tuple[Id, int, int],
    changes: int | None,
    settings: Settings,
    options: Options,
    stop: threading.Event,
) -> Absence:
    adult, weekday, lessons = case
    outcome = repair(
        instance,
        timetable,
        [AdultAway(adult=adult, weekdays=(weekday,))],
        freeze=since(weekday),
        settings=settings,
        options=Options(
            substitute_lessons_a_day=options.most_new,
            alternatives=False,
            enough=ANY if changes is None else changes,
            gaps=False,
        ),
        stop=stop,
    )
    if not isinstance(outcome, Repaired):
        covered = False if outcome.proved else None
        return Absence(adult, weekday, lessons, covered, 0)
    if changes is None or outcome.cells <= changes:
        return Absence(adult, weekday, lessons, covered=True, cells=outcome.cells)
    known = False if outcome.bound > changes else None
    return Absence(adult, weekday, lessons, known, outcome.bound)


ANY = 10**9
"""As many changes as it takes."""


def _cases(
    instance: Instance, timetable: Timetable, adults: set[Id] | None
) -> Sequence[tuple[Id, int, int]]:
    """Return (adult, weekday, lessons and posts) of everybody who serves."""
    weekday = {slot.id: slot.weekday for slot in instance.slots}
    groups = {group.id: group for group in timetable.groups}
    count: dict[tuple[Id, int], int] = {}
    for staff in timetable.staff:
        for slot in filter(staff.has, groups[staff.group].slots):
            key = (staff.adult, weekday[slot])
            count[key] = count.get(key, 0) + 1
    for post in timetable.posts:
        key = (post.adult, post.weekday)
        count[key] = count.get(key, 0) + 1
    return [
        (adult, day, lessons)
        for (adult, day), lessons in sorted(count.items())
        if adults is None or adult in adults
    ]
