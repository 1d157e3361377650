"""Envy and ties by the words of the page, every exchange tried, nothing clever."""

from collections.abc import Callable, Iterator

from kehou_solver.checks import audit, broken
from kehou_solver.domain import Instance, Pupil, Timetable
from kehou_solver.domain.weeks import timetable_in, weeks_of
from kehou_solver.fairness.exchange import Exchange
from kehou_solver.fairness.lottery import ranks_of
from kehou_solver.measures import MEASURES
from kehou_solver.policy import Policy
from tests.solver.fairness.test_exchanges import by_hand

WISHES = [
    f"{name}_{tier}" for tier in (1, 2, 3) for name in ("wishes_met", "wish_ranks")
]


class Page:
    """One lawful timetable, and what the page says of it."""

    def __init__(self, instance: Instance, timetable: Timetable) -> None:
        self.instance, self.timetable = instance, timetable
        self.policy = Policy.of(instance)
        asked = instance.goals or self.policy.goal_order()
        self.order = [*asked, *(goal for goal in WISHES if goal not in asked)]
        self.now = self.values(timetable)
        self.pupils = {pupil.id: pupil for pupil in instance.pupils}
        self.clubs = {group.id: group.club for group in timetable.groups if group.club}
        grades = {each.id: each.grade for each in instance.classes}
        self.tiers = {
            pupil.id: self.policy.tier_of(pupil, grades[pupil.class_id])
            for pupil in instance.pupils
        }

    def values(self, timetable: Timetable) -> list[int]:
        """Measure every goal of the order, more is better."""
        found = []
        for name in self.order:
            goal = MEASURES[name]
            value = goal.measure(self.instance, timetable, self.policy)
            found.append(value if goal.seek == "max" else -value)
        return found

    def seats(self, pupil: str) -> list[str]:
        """Return the groups a pupil has a seat in."""
        return [seat.group for seat in self.timetable.seats if seat.pupil == pupil]

    def points(self, pupil: Pupil, group: str) -> int:
        """Return the wish points of a seat."""
        longest = max(len(each.wishes) for each in self.instance.pupils)
        if (club := self.clubs[group]) not in pupil.wishes:
            return 0
        position = pupil.wishes.index(club)
        if pupil.wish_points is not None:
            return pupil.wish_points[position]
        return longest - position

    def places(self) -> Iterator[tuple[Pupil, str]]:
        """Yield every (p, g) an exchange may be about."""
        for pupil in self.instance.pupils:
            held = {self.clubs[group] for group in self.seats(pupil.id)}
            for group, club in self.clubs.items():
                if pupil.consent and club in pupil.wishes and club not in held:
                    yield pupil, group

    def lawful(self, timetable: Timetable) -> bool:
        """Ask the judge about all rules."""
        return not broken(audit(self.instance, timetable, self.policy))

    def after(self, tried: Exchange) -> tuple[Timetable, list[int]]:
        """Return the timetable after an exchange, and its values."""
        timetable = by_hand(self.timetable, tried)
        return timetable, self.values(timetable)

    def envied(self) -> set[tuple[str, str]]:
        """Return every (p, g) with justified envy or an unused claim."""
        return self._where(self._claims)

    def _where(
        self, tries: Callable[[Pupil, str], Iterator[Exchange]]
    ) -> set[tuple[str, str]]:
        return {
            (pupil.id, group)
            for pupil, group in self.places()
            if next(tries(pupil, group), None) is not None
        }

    def _claims(self, pupil: Pupil, group: str) -> Iterator[Exchange]:
        later = [
            seat.pupil
            for seat in self.timetable.seats
            if seat.group == group and self.tiers[seat.pupil] > self.tiers[pupil.id]
        ]
        points = self.points(pupil, group)
        lower = [h for h in self.seats(pupil.id) if self.points(pupil, h) < points]
        for of in (None, *later):
            for given_up in (None, *lower):
                tried = Exchange(pupil.id, group, of, given_up)
                timetable, values = self.after(tried)
                if values > self.now and self.lawful(timetable):
                    yield tried

    def against_the_draw(self) -> set[tuple[str, str]]:
        """Return every (p, g) for which a tie fell against the draw."""
        return self._where(self._ties)

    def _ties(self, pupil: Pupil, group: str) -> Iterator[Exchange]:
        rank = ranks_of(self.instance)
        tied = [
            seat.pupil
            for seat in self.timetable.seats
            if seat.group == group
            and self.tiers[seat.pupil] == self.tiers[pupil.id]
            and rank[seat.pupil] > rank[pupil.id]
        ]
        for of in tied:
            for given_up in (None, *self.seats(pupil.id)):
                for back in (False, True)[: 1 if given_up is None else 2]:
                    if back and given_up in self.seats(of):
                        continue
                    tried = Exchange(pupil.id, group, of, given_up, back)
                    timetable, values = self.after(tried)
                    better = self.off(pupil, timetable) > self.off(
                        pupil, self.timetable
                    )
                    if values == self.now and better and self.lawful(timetable):
                        yield tried

    def off(self, pupil: Pupil, timetable: Timetable) -> tuple[int, int]:
        """Return how well off a pupil is."""
        weeks = [
            [seat.group for seat in view.seats if seat.pupil == pupil.id]
            for week in weeks_of(self.instance, timetable)
            for view in [timetable_in(self.instance, timetable, week)]
        ]
        points = sum(self.points(pupil, group) for held in weeks for group in held)
        return sum(bool(held) for held in weeks), points
