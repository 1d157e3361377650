"""The greedy of schools' tools: duties, clubs, enrolment, care; once, or once more."""

import random
import time
from collections import defaultdict

from benchmarks.lexicographic import better
from benchmarks.method import Offer
from benchmarks.methods.greedy.care import CarePlan, CarePlanner, NoCare
from benchmarks.methods.greedy.clubs import ClubPlanner, carers_of
from benchmarks.methods.greedy.enrolment import Enrolment
from benchmarks.methods.greedy.roster import Roster
from kehou_solver.checks import audit, broken
from kehou_solver.domain.base import Id
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures import MEASURES
from kehou_solver.model.choice import (
    CareGroup,
    Choice,
    ClubGroup,
    Opens,
    Posted,
    Staffs,
    Uses,
)
from kehou_solver.model.enumerate import care_groups_of
from kehou_solver.model.translate import timetable_of
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.formulation import Admission


class Greedy:
    """Three levels of care, clubs by first come first served.

    A school's tool does this once. Here the rest of the time goes into doing it again
    with other ties and another order of children, and the best counts.

    Args:
        tiers_first: children of earlier tiers are enrolled before all others.
    """

    def __init__(self, *, tiers_first: bool) -> None:
        self._tiers_first = tiers_first

    def prepare(self) -> None:
        """Nothing: importing was all."""

    def run(self, instance: Instance, seconds: float, seed: int, offer: Offer) -> None:
        """Plan again and again; offer what is better than before."""
        until = time.monotonic() + seconds
        policy = Policy.of(instance)
        order = instance.goals or policy.goal_order()
        school = _Schools(instance, policy)
        best: tuple[int, ...] | None = None
        tries = failed = 0
        took = 0.0
        while not tries or time.monotonic() + took < until:
            begun = time.monotonic()
            chance = random.Random(f"{seed}-{tries}")  # noqa: S311
            attempt = _Attempt(school, chance, tiers_first=self._tiers_first)
            timetable = attempt.run()
            tries += 1
            took = time.monotonic() - begun
            if timetable is None:
                failed += 1
                continue
            if broken(audit(instance, timetable, policy)):
                offer(timetable)  # the judge will say so, loudly
                failed += 1
                continue
            values = tuple(
                MEASURES[name].measure(instance, timetable, policy) for name in order
            )
            if best is None or better(values, best, order):
                best = values
                offer(timetable)
        offer.note(f"{tries} 次尝试，{failed} 次失败 / {tries} tries, {failed} failed")


class _Schools:
    """What does not change from try to try."""

    def __init__(self, instance: Instance, policy: Policy) -> None:
        self.instance = instance
        self.world = World(instance, policy)
        self.admission = Admission(instance, policy)
        groups = [
            group
            for school in instance.schools
            for group, _ in care_groups_of(self.world, school)
        ]
        self.carers = carers_of(self.world, self.admission, groups)
        by_slot: dict[Id, set[Id]] = defaultdict(set)
        for group, adults in self.carers.items():
            by_slot[group.slot].update(adults)
        self.carers_in = {slot: frozenset(a) for slot, a in by_slot.items()}


class _Attempt:
    """One try."""

    def __init__(
        self,
        school: _Schools,
        chance: random.Random,
        *,
        tiers_first: bool,
    ) -> None:
        self._world = school.world
        self._school = school
        self._chance = chance
        self._roster = Roster(school.world)
        carers = defaultdict(frozenset, school.carers_in)
        self._clubs = ClubPlanner(
            school.world, school.admission, self._roster, carers, chance
        )
        self._enrolment = Enrolment(
            school.world, school.admission, tiers_first=tiers_first, chance=chance
        )

    def run(self) -> Timetable | None:
        """Return a timetable, or None where the greedy has run into a wall."""
        posts = self._posts()
        if posts is None:
            return None
        self._clubs.open_all()
        self._enrol()
        while True:  # every round closes a club
            planner = CarePlanner(
                self._world,
                self._school.admission,
                self._roster,
                self._school.carers,
                self._chance,
            )
            rooms = {
                s.id: self._clubs.rooms_taken(s.id) for s in self._world.instance.slots
            }
            try:
                care = planner.cover(self._enrolment.away(), rooms)
            except NoCare as stuck:
                planner.take_back()
                if not self._give_way(stuck.group):
                    return None
                self._enrol()
                continue
            return self._timetable(posts, care)

    def _posts(self) -> list[Posted] | None:
        """Fill duty roles first, by those who can do little else."""
        posts: list[Posted] = []
        world = self._world
        for school in world.instance.schools:
            for need in sorted(school.posts, key=lambda n: (n.weekday, n.role)):
                able = [
                    adult
                    for adult in world.instance.adults
                    if school.id in adult.serves
                    and self._school.admission.admits(
                        Posted(adult.id, school.id, need.weekday, need.role, "every")
                    )
                ]
                self._chance.shuffle(able)
                able.sort(key=lambda a: (a.care != "none", len(a.posts)))
                left = need.adults
                for adult in able:
                    post = Posted(adult.id, school.id, need.weekday, need.role, "every")
                    bookings = self._roster.post_bookings(post)
                    if left and self._roster.can(adult, bookings):
                        self._roster.book(adult.id, bookings)
                        posts.append(post)
                        left -= 1
                if left:
                    return None
        return posts

    def _enrol(self) -> None:
        """Let children choose; close the smallest group below its minimum; again."""
        while True:
            seats = {g: self._clubs.seats(o) for g, o in self._clubs.open.items()}
            self._enrolment.fill(seats)
            small = [
                group
                for group in self._clubs.open
                if len(self._enrolment.taken[group])
                < self._world.clubs[group.club].min_enrolment
            ]
            if not small:
                return
            self._close(min(small, key=lambda g: len(self._enrolment.taken[g])))

    def _close(self, group: ClubGroup) -> None:
        self._clubs.close(group)
        self._enrolment.cancel(group)

    def _give_way(self, care: CareGroup) -> bool:
        """Close a club that keeps somebody from this homework group."""
        carers = {*self._school.carers[care]}
        span = self._world.slot_span(care.slot)
        blocking = [
            group
            for group, opened in self._clubs.open.items()
            if group.school == care.school and carers & {*opened.team}
        ]
        now = [g for g in blocking if span in map(self._world.slot_span, g.slots)]
        for several in (now, blocking):
            if several:
                self._close(
                    min(several, key=lambda g: (len(self._enrolment.taken[g]), g))
                )
                return True
        return False

    def _timetable(self, posts: list[Posted], care: CarePlan) -> Timetable:
        chosen: set[Choice] = {*posts, *self._enrolment.seats()}
        for group, opened in self._clubs.open.items():
            chosen |= {Opens(group), Uses(opened.room, group)}
            lead, *assistants = opened.team
            chosen.add(Staffs(lead, group, "lead", "every"))
            chosen |= {Staffs(a, group, "assistant", "every") for a in assistants}
        chosen |= {*care.choices()}
        return timetable_of(self._world.instance, chosen)
