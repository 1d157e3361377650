"""Ask why not."""

import threading

from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import Settings
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.validity import problems
from kehou_solver.errors import InvalidInstance
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.remedies import AnyRemedy
from kehou_solver.search.remedies.offers import offers, stays
from kehou_solver.search.remedies.words import all_in_words
from kehou_solver.search.size import is_small
from kehou_solver.search.smallest import Fix, Smallest, Unsure
from kehou_solver.search.zone import Zone
from kehou_solver.whynot.answer import Answer, Need, Possible
from kehou_solver.whynot.asked import Asked, floors, has, pin_of, pinned
from kehou_solver.whynot.better import better
from kehou_solver.whynot.family import for_family
from kehou_solver.whynot.nearby import focus_of, zones
from kehou_solver.whynot.question import Question
from kehou_solver.whynot.sense import faults
from kehou_solver.whynot.words import in_words

MOST = 5
"""Ways offered at most."""

PROBE = 10.0
"""Seconds (or units of work) of one re-solve of a whole week."""

NEAR = 7.0
"""The same for a part of a big school's week."""


def why_not(
    instance: Instance,
    timetable: Timetable,
    question: Question,
    *,
    settings: Settings | None = None,
    stop: threading.Event | None = None,
    most: int = MOST,
) -> Answer:
    """Say whether a timetable could have something it has not, and what it would take.

    Args:
        instance: what the timetable is for.
        timetable: a lawful timetable.
        question: what it should have.
        settings: how hard to look; default: 30 units of counted work.
        stop: set it to end the search; what was confirmed so far is answered.
        most: ways offered at most.

    Raises:
        InvalidInstance: if the instance contradicts itself, the timetable breaks a
            rule, or the question makes no sense.
    """
    inquiry = _Inquiry(instance, timetable, question, settings, stop, most)
    return inquiry.answer()


class _Inquiry:
    """One question on its way to an answer."""

    def __init__(
        self,
        instance: Instance,
        timetable: Timetable,
        question: Question,
        settings: Settings | None,
        stop: threading.Event | None,
        most: int,
    ) -> None:
        self.question = question
        self.timetable = timetable
        self.most = most
        self.policy = Policy.of(instance)
        pin = pin_of(question)
        self.instance = instance.model_copy(
            update={"pins": tuple(p for p in instance.pins if p != pin)}
        )
        wrong = [*problems(instance)]
        wrong = wrong or faults(self.instance, self.policy, timetable, question)
        if wrong:
            raise InvalidInstance(wrong)
        self.budget = Budget(
            settings or Settings(seconds=30.0, workers=1), stop or threading.Event()
        )
        self.asked_of = pinned(self.instance, question)
        self.floors = floors(self.instance, self.policy, timetable, question)
        self.complete = True
        self.refuted = 0

    def answer(self) -> Answer:
        """Look for it, near first."""
        if has(self.question, self.timetable) and not broken(
            audit(self.asked_of, self.timetable, self.policy)
        ):
            return self._said(None, (), already=True)
        focus = focus_of(Index(self.instance), self.timetable, self.question)
        where: list[Zone | None] = (
            [None]
            if self.small
            else [*zones(self.instance, self.timetable, self.question, focus)]
        )
        for zone in where:
            found = self._possible(zone, Asked(self.question, self.floors))
            if found is not None:
                return self._said(found, ())
        costly = None
        for zone in where:
            costly = costly or self._possible(zone, Asked(self.question))
        fixes: list[Fix] = []
        for zone in where:
            if len(fixes) < self.most:
                fixes += self._fixes(zone)
        return self._said(costly, self._needs(fixes))

    @property
    def small(self) -> bool:
        """Say whether the whole week is one model."""
        return is_small(self.instance)

    def _search(self, zone: Zone | None, asked: Asked) -> Smallest:
        probe = PROBE if zone is None else NEAR
        return Smallest(
            self.asked_of, self.policy, self.budget, asked, zone=zone, probe=probe
        )

    def _possible(self, zone: Zone | None, asked: Asked) -> Possible | None:
        search = self._search(zone, asked)
        try:
            found = search.attempt()
        except Unsure:
            self.complete = False
            return None
        if found is None:
            return None
        return better(search, found, self.timetable, self.instance, self.floors)

    def _fixes(self, zone: Zone | None) -> list[Fix]:
        search = self._search(zone, Asked(self.question, self.floors))
        world = World(self.asked_of, self.policy)
        focus = focus_of(world, self.timetable, self.question)
        found = list(search.fixes(offers(world, focus), self.most))
        for stay in stays(world, focus):
            fix = self._alone(search, stay)
            if fix is not None:
                found.append(fix)
        self.complete = self.complete and search.complete
        self.refuted += search.refuted
        return found

    def _alone(self, search: Smallest, remedy: AnyRemedy) -> Fix | None:
        try:
            found = search.attempt([remedy])
        except Unsure:
            self.complete = False
            return None
        if found is None:
            return None
        return Fix((remedy,), remedy.changed(self.asked_of), found)

    def _needs(self, fixes: list[Fix]) -> tuple[Need, ...]:
        """Return the fewest first, none of which contains another."""
        kept: list[Fix] = []
        for fix in sorted(fixes, key=lambda one: len(one.remedies)):
            inside = set(map(repr, fix.remedies))
            if not any(set(map(repr, one.remedies)) <= inside for one in kept):
                kept.append(fix)
        index = Index(self.asked_of)
        needs = []
        for fix in kept[: self.most]:
            words = all_in_words(index, fix.remedies)
            needs.append(
                Need(
                    remedies=fix.remedies,
                    timetable=fix.timetable,
                    smallest=fix.smallest,
                    zh=words.zh,
                    en=words.en,
                )
            )
        return tuple(needs)

    def _said(
        self,
        possible: Possible | None,
        needs: tuple[Need, ...],
        *,
        already: bool = False,
    ) -> Answer:
        words = in_words(
            Index(self.instance),
            self.question,
            possible,
            needs,
            already=already,
            complete=self.complete,
            near=not self.small,
        )
        family = for_family(self.instance, self.timetable, self.question, needs)
        return Answer(
            question=self.question,
            already=already,
            possible=possible,
            needs=needs,
            complete=self.complete,
            scope="everywhere" if self.small else "nearby",
            refuted=self.refuted,
            zh=words.zh,
            en=words.en,
            family_zh=family.zh,
            family_en=family.en,
            seconds=round(self.budget.elapsed(), 3),
        )
