"""Mend a published timetable after something happened, changing as little as can be."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import Settings
from kehou_solver.domain.base import Text
from kehou_solver.domain.events import Event, applied
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.validity import problems
from kehou_solver.errors import AuditDisagreement, InvalidInstance
from kehou_solver.measures import MEASURES
from kehou_solver.model.choice import Choice, Posted, Sits, Staffs, Uses
from kehou_solver.policy import Policy
from kehou_solver.repair.alternatives import Ranking
from kehou_solver.repair.answer import Alternatives, NoRepair, Repaired
from kehou_solver.repair.attempt import Attempt, Solved
from kehou_solver.repair.bound import fewest
from kehou_solver.repair.freeze import Freeze, Freezes, since
from kehou_solver.repair.gaps import missing_in, partial_repair
from kehou_solver.repair.possible import SEARCHED, Latitude, Possible, Reach
from kehou_solver.repair.practice import substitute_lessons_a_day
from kehou_solver.repair.published import Published
from kehou_solver.repair.words import adult_words, changes_between
from kehou_solver.search.budget import Budget

PART = 0.5
"""Part of the time left that finding the fewest changes of one reach may take."""

LAST_PART = 0.9
"""The same for the whole week, after which nothing comes but the other goals."""

FEW = 8
"""Changes beyond the bound that a wide search looks for first (cells)."""

MANY = 40
"""Changes beyond the bound that it looks for next: a club that closes (cells)."""

POLISH_SECONDS = 5.0
"""Time for the goals after the fewest changes."""

SMALL_WEEK = 20_000
"""Groups times adults up to which a whole week is quickly written down."""

BIG_WEEK_SECONDS = 20.0
"""Time without which the whole week of a bigger school is not begun."""


@dataclass(frozen=True)
class Options:
    """What a school may choose about a repair.

    Attributes:
        substitute_lessons_a_day: most lessons a day one adult takes over; None = the
            number of practice (`practice.toml`).
        alternatives: list who else could take each lost lesson.
        enough: so few changed cells need not be improved upon; None = the fewest.
        gaps: if there is no lawful timetable, look for who is missing where.
    """

    substitute_lessons_a_day: int | None = None
    alternatives: bool = True
    enough: int | None = None
    gaps: bool = True

    @property
    def most_new(self) -> int:
        """Return the most lessons a day one adult takes over."""
        if self.substitute_lessons_a_day is None:
            return substitute_lessons_a_day()
        return self.substitute_lessons_a_day


def repair(
    instance: Instance,
    timetable: Timetable,
    events: Sequence[Event],
    *,
    freeze: Freezes | None = None,
    settings: Settings | None = None,
    options: Options | None = None,
    stop: threading.Event | None = None,
) -> Repaired | NoRepair:
    """Return the lawful timetable with the fewest changed cells.

    All events are looked at together: who stands in for one absence is counted for the
    next. Fewest cells come first, then fewest moves of rooms, one person for the
    lessons of one absent adult, and the goals of the instance in their order.

    Args:
        instance: what the published timetable was made for; valid.
        timetable: the published timetable.
        events: what happened since.
        freeze: how much of each weekday may change; default: nothing is past.
        settings: how hard to look.
        options: what the school may choose.
        stop: set it to end the search; what was found so far is kept.

    Raises:
        InvalidInstance: if an event or the timetable names what nobody knows.
        AuditDisagreement: if the judge rejects what was found: our defect.
    """
    after = applied(instance, timetable, events)
    return mend(after, freeze=freeze, settings=settings, options=options, stop=stop)


def mend(
    after: Instance,
    *,
    freeze: Freezes | None = None,
    settings: Settings | None = None,
    options: Options | None = None,
    stop: threading.Event | None = None,
) -> Repaired | NoRepair:
    """Do the same for an instance as it is after the events, with `published` in it.

    Raises:
        InvalidInstance: if it contradicts itself.
        AuditDisagreement: if the judge rejects what was found: our defect.
    """
    wrong = problems(after)
    if wrong:
        raise InvalidInstance(wrong)
    mending = Mending(
        after,
        since(1) if freeze is None else freeze,
        Budget(settings or Settings(), stop or threading.Event()),
        options or Options(),
    )
    return mending.run()


class Mending:
    """One repair."""

    def __init__(
        self, instance: Instance, freeze: Freezes, budget: Budget, options: Options
    ) -> None:
        self.instance = instance
        self.freeze = freeze
        self.budget = budget
        self.options = options
        self.policy = Policy.of(instance)
        self.published = Published(instance, self.policy)
        self.order = instance.goals or self.policy.goal_order()
        free = any(level is Freeze.FREE for level in freeze.values())
        self.bound = fewest(self.published, other_times=free)
        self.best: Timetable | None = None
        self.cells = 0
        self.reach = Reach.NOTHING
        self.attempt: Attempt | None = None

    def run(self) -> Repaired | NoRepair:
        """Reach further and further until it is proved, or time is over."""
        blocked = tuple(self._blocked())
        if blocked:
            return self._none(blocked, proved=True)
        self._leave_out()
        impossible = False
        for reach in SEARCHED:
            if self._settled() or self.budget.over() or not self._worth(reach):
                break
            impossible = self._try(reach) and reach is Reach.WEEK
        if self.best is None:
            return self._none((), proved=impossible)
        if self.attempt is not None and self.options.enough is None:
            share = min(POLISH_SECONDS, self.budget.left())
            polished = self.attempt.polished(self.budget, share, self.order)
            self._accept(polished, self.reach)
        return self._repaired()

    def _worth(self, reach: Reach) -> bool:
        """Say whether there is time to build the model of a whole big school."""
        questions = len(self.published.groups) * len(self.instance.adults)
        small = questions <= SMALL_WEEK or reach is not Reach.WEEK
        return small or self.budget.left() >= BIG_WEEK_SECONDS

    def _leave_out(self) -> None:
        """Take what is left of the published timetable, if that is lawful."""
        if self.published.homeless:
            return
        left = self.published.written(set(self.published.kept))
        # Below the bound something must come instead: no need to ask the judge.
        if self._cells(left) >= self.bound:
            self._accept(left, Reach.NOTHING)

    def _cells(self, timetable: Timetable) -> int:
        return MEASURES["changes"].measure(self.instance, timetable, self.policy)

    def _settled(self) -> bool:
        """Say whether nothing better is possible, or asked for."""
        enough = self.options.enough
        if self.best is None or self.cells <= self.bound:
            return self.best is not None
        return enough is not None and (self.cells <= enough or self.bound > enough)

    def _try(self, reach: Reach) -> bool:
        """Search one reach; return whether it was proved to have no timetable."""
        possible = self._possible(reach)
        attempt = Attempt(self.published, possible, self.options.most_new)
        for most in self._caps(possible):
            part = LAST_PART if reach is Reach.WEEK else PART
            share = part * self.budget.left()
            solved = attempt.fewest_changes(self.budget, share, most)
            if reach is Reach.WEEK and not solved.none:
                self._learn(solved)
            if solved.timetable is not None:
                self._take(solved.timetable, attempt, possible)
            if solved.timetable is not None or self.budget.over():
                return False
        return solved.none

    def _caps(self, possible: Possible) -> list[int | None]:
        """Return the most changes to look for, one try after the other.

        A wide model is quick where few changes are allowed, and slow otherwise.
        """
        if possible.about_people_only:
            return [None]
        if self.best is not None:
            return [self.cells - 1]
        return [self.bound + FEW, self.bound + MANY, None]

    def _take(self, timetable: Timetable, attempt: Attempt, possible: Possible) -> None:
        before = self.best
        reach = possible.latitude.reach
        if self._accept(timetable, reach):
            if self.best is not before:
                self.attempt = attempt
        elif not possible.about_people_only:
            first = broken(audit(self.instance, timetable, self.policy))[0]
            raise AuditDisagreement(f"repair, {reach}: {first.rule}: {first.en}")

    def _possible(self, reach: Reach) -> Possible:
        days = frozenset(
            day for lost in self.published.lost for day in self.published.weekdays(lost)
        )
        # An event that takes nothing away may be mended on any day.
        days = days or frozenset(self.published.world.weekday_of.values())
        return Possible(self.published, Latitude(reach, days, self.freeze))

    def _accept(self, timetable: Timetable, reach: Reach) -> bool:
        """Keep a lawful timetable, unless the best so far changes less."""
        if broken(audit(self.instance, timetable, self.policy)):
            return False
        cells = self._cells(timetable)
        if self.best is None or cells <= self.cells:
            self.best, self.cells, self.reach = timetable, cells, reach
        return True

    def _learn(self, solved: Solved) -> None:
        """Take over the bound of the widest model."""
        self.bound = max(self.bound, solved.bound)

    def _blocked(self) -> Iterator[Text]:
        """Say what is lost on a day on which it may not be mended."""
        index = self.published.world
        for lost in self.published.lost:
            level = min(
                (self.freeze.get(d, Freeze.KEEP_TIME) for d in self._days(lost)),
                default=Freeze.FREE,
            )
            match lost:
                case Staffs() if lost.group in self.published.cancelled:
                    if level < Freeze.KEEP_TIME:
                        name = self.published.ids[lost.group]
                        yield Text(
                            f"{name} 在已锁定的日子上课，本周不能停办",
                            f"{name} meets on a day that may not change",
                        )
                case Staffs() | Posted() if level < Freeze.KEEP_TIME:
                    who = adult_words(index, lost.adult)
                    yield Text(
                        f"{who} 缺席的时段已锁定，不能换人",
                        f"{who} is away at a time that may not change",
                    )
                case Uses() if level < Freeze.KEEP_PERSON:
                    room = index.rooms[lost.room].name
                    yield Text(
                        f"{room} 关闭的时段已锁定，不能换场地",
                        f"{room} is closed at a time that may not change",
                    )
                case _:
                    pass

    def _days(self, lost: Choice) -> set[int]:
        return set() if isinstance(lost, Sits) else self.published.weekdays(lost)

    def _repaired(self) -> Repaired:
        if self.best is None:
            raise ValueError("nothing to hand over")
        return Repaired(
            instance=self.instance,
            timetable=self.best,
            changes=changes_between(self.instance, self.best),
            cells=self.cells,
            bound=min(self.bound, self.cells),
            reach=self.reach.value,
            alternatives=self._alternatives(self.best),
            seconds=self.budget.elapsed(),
        )

    def _alternatives(self, best: Timetable) -> tuple[Alternatives, ...]:
        if not self.options.alternatives:
            return ()
        return tuple(Ranking(self.published, best, self.options.most_new).all())

    def _none(self, blocked: tuple[Text, ...], *, proved: bool) -> NoRepair:
        partial = None
        if self.options.gaps and not blocked:
            partial = partial_repair(
                self.published,
                self._possible(Reach.WEEK if self._worth(Reach.WEEK) else Reach.DAY),
                self.options.most_new,
                self.budget,
            )
        return NoRepair(
            instance=self.instance,
            proved=proved,
            blocked=tuple(dict.fromkeys(blocked)),
            gaps=() if partial is None else missing_in(self.published, partial),
            partial=partial,
            seconds=self.budget.elapsed(),
        )
