"""First come, first served: children take the first wish that still has a seat."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator

from benchmarks.methods.greedy.roster import clash_at_all
from kehou_solver.domain.base import Id, active
from kehou_solver.domain.pupil import Pupil
from kehou_solver.model.choice import ClubGroup, Sits
from kehou_solver.model.world import World
from kehou_solver.search.formulation import Admission


class Enrolment:
    """Seats of all open groups.

    Args:
        world: the schools.
        admission: refuses single seats no rule allows.
        tiers_first: children of earlier tiers come before all others.
        chance: the order in which children come.
    """

    def __init__(
        self,
        world: World,
        admission: Admission,
        *,
        tiers_first: bool,
        chance: random.Random,
    ) -> None:
        self._world = world
        self._admission = admission
        takers = [p for p in world.instance.pupils if p.consent and p.wishes]
        chance.shuffle(takers)
        if tiers_first:
            takers.sort(key=lambda p: world.policy.tier_of(p, world.grade_of(p)))
        self._queue = takers
        self._seats_of: dict[Id, list[ClubGroup]] = defaultdict(list)
        self.taken: dict[ClubGroup, list[Id]] = defaultdict(list)

    def fill(self, groups: dict[ClubGroup, int]) -> None:
        """Let every child with room in the week come once, in order.

        Args:
            groups: open groups and the seats of each.
        """
        of_club: dict[Id, list[ClubGroup]] = defaultdict(list)
        for group in groups:
            of_club[group.club].append(group)
        for pupil in self._queue:
            for club in pupil.wishes:
                mine = self._seats_of[pupil.id]
                if len(mine) >= pupil.clubs_per_week:
                    break
                if any(group.club == club for group in mine):
                    continue
                fitting = [
                    group
                    for group in of_club[club]
                    if len(self.taken[group]) < groups[group]
                    and self._fits(pupil, group, mine)
                ]
                if fitting:
                    group = min(fitting, key=lambda g: len(self.taken[g]))
                    mine.append(group)
                    self.taken[group].append(pupil.id)

    def cancel(self, group: ClubGroup) -> None:
        """Close a group; its children come again."""
        for pupil in self.taken.pop(group, []):
            self._seats_of[pupil].remove(group)

    def seats(self) -> Iterator[Sits]:
        """Yield every seat taken."""
        for group, children in self.taken.items():
            yield from (Sits(child, group) for child in children)

    def away(self) -> dict[tuple[Id, Id], int]:
        """Return the children in clubs, by class and slot."""
        away: dict[tuple[Id, Id], int] = defaultdict(int)
        for group, children in self.taken.items():
            for child in children:
                for slot in group.slots:
                    away[self._world.pupils[child].class_id, slot] += 1
        return away

    def _fits(self, pupil: Pupil, group: ClubGroup, mine: list[ClubGroup]) -> bool:
        if not self._admission.admits(Sits(pupil.id, group)):
            return False
        here = [self._world.meeting_span(group, slot) for slot in group.slots]
        there = [self._world.meeting_span(g, slot) for g in mine for slot in g.slots]
        in_club = {slot for g in (*mine, group) for slot in g.slots}
        if clash_at_all(here, there):
            return False
        in_care = [s for s in self._world.attended(pupil) if s not in in_club]
        if clash_at_all([*here, *there], [self._world.slot_span(s) for s in in_care]):
            return False
        return self._homework_left(pupil, in_care)

    def _homework_left(self, pupil: Pupil, in_care: Iterable[Id]) -> bool:
        world = self._world
        first = world.policy.number("homework_first_grade")
        if not pupil.homework or world.grade_of(pupil) < first:
            return True
        school = world.schools[world.classes[pupil.class_id].school]
        slots = [world.slots[s] for s in world.attended(pupil)]
        left = [world.slots[s] for s in in_care]
        for week in ("odd", "even"):
            days = {s.weekday for s in slots if active(s.weeks, week)}
            days -= {*school.no_homework_weekdays}
            if not days <= {s.weekday for s in left if active(s.weeks, week)}:
                return False
        return True
