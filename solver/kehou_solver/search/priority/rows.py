"""What every lawful week keeps, row by row: docs/priority-certificate.md, part 3.

All numbers are whole. Every row says "at most"; "lead" rows say "equal".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kehou_solver.domain.base import Id
from kehou_solver.domain.instance import MeetingPin, SeatPin, StaffPin
from kehou_solver.domain.pupil import Pupil
from kehou_solver.domain.school import PostNeed, Slot
from kehou_solver.model.world import World
from kehou_solver.search.priority.ways import MeetingWay, kept_always, meeting_ways


class Row(NamedTuple):
    """The sum of coefficients times columns is at most, or equals, `high`."""

    name: str
    of: tuple[str, ...]
    columns: list[int]
    values: list[int]
    high: int

    @property
    def equal(self) -> bool:
        """Say whether the row is an equation."""
        return self.name == "lead"


class Rows:
    """Columns and rows of one instance.

    Attributes:
        upper: the most each column can be.
        rows: all rows but those of kept goals.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.kept = kept_always(world.policy)
        self.ways: list[MeetingWay] = meeting_ways(world)
        self.upper: list[int] = [way.most for way in self.ways]
        self.seats: list[dict[Id, int]] = []
        self.leads: list[list[dict[Id, int]]] = []
        self.met: dict[Id, int] = {}
        for way in self.ways:
            self.seats.append({pupil: self._column() for pupil in way.pupils})
        for way in self.ways:
            self.leads.append([{a: self._column() for a in who} for who in way.leads])
        self.mine: dict[Id, list[tuple[int, int]]] = defaultdict(list)
        for number, seats in enumerate(self.seats):
            for pupil, column in seats.items():
                self.mine[pupil].append((number, column))
        for pupil in self.mine:
            if world.pupils[pupil].clubs_per_week > 1:
                self.met[pupil] = self._column()
        self.rows = [row for row in self._all() if row.columns]

    def _column(self) -> int:
        self.upper.append(1)
        return len(self.upper) - 1

    def _all(self) -> Iterator[Row]:
        yield from self._club_rows()
        for pupil, seats in self.mine.items():
            yield from self._pupil_rows(self.world.pupils[pupil], seats)
        yield from self._lead_rows()
        by_slot: dict[Id, list[int]] = defaultdict(list)
        for number, way in enumerate(self.ways):
            for slot in way.slots:
                by_slot[slot].append(number)
        for slot, numbers in by_slot.items():
            yield from self._room_rows(slot, numbers)
            if {"everyone_in_care", "merged_care"} <= self.kept:
                yield self._staff_row(self.world.slots[slot], numbers)
        yield from self._pin_rows()

    def _club_rows(self) -> Iterator[Row]:
        """Seats and minimum enrolment of each way, parallel groups of each club."""
        by_club: dict[Id, list[int]] = defaultdict(list)
        for number, (way, seats) in enumerate(zip(self.ways, self.seats, strict=True)):
            columns = [*seats.values(), number]
            ones = [1] * len(seats)
            yield Row("seats", way.named, columns, [*ones, -way.seats], 0)
            if way.least:
                less = [-1] * len(seats)
                yield Row("least", way.named, columns, [*less, way.least], 0)
            by_club[way.club].append(number)
        for club, numbers in by_club.items():
            most = self.world.clubs[club].parallel_groups
            yield _sum("parallel", (club,), numbers, most)

    def _pupil_rows(self, pupil: Pupil, seats: list[tuple[int, int]]) -> Iterator[Row]:
        """Clubs per week, one seat per course, one place at a time, homework."""
        courses: dict[tuple[str, Id], list[int]] = defaultdict(list)
        by_slot: dict[Id, list[int]] = defaultdict(list)
        for number, column in seats:
            club = self.world.clubs[self.ways[number].club]
            course = (
                ("club", club.id) if club.family is None else ("family", club.family)
            )
            courses[course].append(column)
            for slot in self.ways[number].slots:
                by_slot[slot].append(column)
        every = [column for _, column in seats]
        yield _sum("week", (pupil.id,), every, pupil.clubs_per_week)
        if pupil.clubs_per_week > 1:
            for (kind, name), columns in courses.items():
                if len(columns) > 1:
                    yield _sum(kind, (pupil.id, name), columns, 1)
            for slot, columns in by_slot.items():
                if len(columns) > 1:
                    yield _sum("slot", (pupil.id, slot), columns, 1)
            values = [-1] * len(every)
            yield Row("met", (pupil.id,), [*every, self.met[pupil.id]], [*values, 1], 0)
        yield from self._homework_rows(pupil, by_slot)

    def _homework_rows(
        self, pupil: Pupil, by_slot: dict[Id, list[int]]
    ) -> Iterator[Row]:
        world = self.world
        if "homework_every_day" not in self.kept or not pupil.homework:
            return
        if world.grade_of(pupil) < world.policy.number("homework_first_grade"):
            return
        school = world.schools[world.classes[pupil.class_id].school]
        days: dict[int, list[Id]] = defaultdict(list)
        for slot in world.attended(pupil):
            days[world.slots[slot].weekday].append(slot)
        for day, slots in days.items():
            # Ways meet once a day at most, so every seat is counted once.
            columns = [c for slot in slots for c in by_slot.get(slot, ())]
            most = len(slots) - 1
            if day in school.no_homework_weekdays:
                continue
            if most < min(len(columns), pupil.clubs_per_week):
                yield _sum("homework", (pupil.id, str(day)), columns, most)

    def _lead_rows(self) -> Iterator[Row]:
        """Each meeting has a lead; nobody leads two at once or beyond the cap."""
        at: dict[tuple[Id, Id], list[int]] = defaultdict(list)
        lessons: dict[Id, list[int]] = defaultdict(list)
        for number, (way, meetings) in enumerate(
            zip(self.ways, self.leads, strict=True)
        ):
            for slot, leads in zip(way.slots, meetings, strict=True):
                columns = [*leads.values(), number]
                ones = [1] * len(leads)
                yield Row("lead", (*way.named, "at", slot), columns, [*ones, -1], 0)
                for adult, column in leads.items():
                    at[adult, slot].append(column)
                    lessons[adult].append(column)
        for who_where, columns in at.items():
            if len(columns) > 1:
                yield _sum("one_group", who_where, columns, 1)
        for adult, columns in lessons.items():
            cap = self.world.lessons_cap(self.world.adults[adult])
            if len(columns) > cap:
                yield _sum("lessons", (adult,), columns, cap)

    def _room_rows(self, slot: Id, numbers: list[int]) -> Iterator[Row]:
        """The ways that only some rooms suit share those rooms."""
        for rooms in dict.fromkeys(self.ways[number].rooms for number in numbers):
            inside = [n for n in numbers if self.ways[n].rooms <= rooms]
            if sum(self.ways[n].most for n in inside) > len(rooms):
                yield _sum("rooms", (slot, *sorted(rooms)), inside, len(rooms))

    def _staff_row(self, slot: Slot, numbers: list[int]) -> Row:
        """Adults there are enough for clubs, for posts and for care in full groups."""
        world = self.world
        school = world.schools[slot.school]
        needs = [
            need
            for need in (school.posts if "posts_filled" in self.kept else ())
            if need.weekday == slot.weekday
            and need.start < slot.end
            and slot.start < need.end
        ]
        there = sum(
            slot.school in adult.serves
            and (
                adult.free is None
                or slot.id in adult.free
                or any(need.role in adult.posts for need in needs)
            )
            for adult in world.instance.adults
        )
        largest = max([1, *(band.pupils for band in school.limits.care_bands)])
        asked = sum(n for (_, held), n in world.asked.items() if held == slot.id)
        columns, values = [], []
        for number in numbers:
            club = world.clubs[self.ways[number].club]
            columns.append(number)
            values.append(largest * club.adults_per_group)
            columns += self.seats[number].values()
            values += [-1] * len(self.seats[number])
        high = largest * (there - _at_once(needs, slot)) - asked
        return Row("staff", (slot.id,), columns, values, high)

    def _pin_rows(self) -> Iterator[Row]:
        """What is pinned is there: minus its columns is at most minus one."""
        for place, pin in enumerate(self.world.instance.pins):
            match pin:
                case SeatPin(pupil=pupil, club=club):
                    columns = [
                        seats[pupil]
                        for way, seats in zip(self.ways, self.seats, strict=True)
                        if way.club == club and pupil in seats
                    ]
                case MeetingPin(club=club, slot=slot) | StaffPin(club=club, slot=slot):
                    columns = [
                        number
                        for number, way in enumerate(self.ways)
                        if way.club == club and slot in way.slots
                    ]
                case _:
                    continue
            yield Row("pin", (str(place),), columns, [-1] * len(columns), -1)

    def goal(self, name: str) -> dict[int, int]:
        """Return the coefficients of a seat goal such as `wishes_met_1`."""
        if name == "seats_given":
            return {column: 1 for seats in self.mine.values() for _, column in seats}
        kind, _, tier = name.rpartition("_")
        terms: dict[int, int] = {}
        for pupil_id, seats in self.mine.items():
            pupil = self.world.pupils[pupil_id]
            grade = self.world.grade_of(pupil)
            if self.world.policy.tier_of(pupil, grade) != int(tier):
                continue
            if kind == "wish_ranks":
                points = self._points(pupil)
                terms |= {column: points[self.ways[n].club] for n, column in seats}
            elif pupil_id in self.met:
                terms[self.met[pupil_id]] = 1
            else:
                terms |= {column: 1 for _, column in seats}
        return {column: value for column, value in terms.items() if value}

    def _points(self, pupil: Pupil) -> dict[Id, int]:
        """Return what a seat in each club wished for is worth."""
        worth = pupil.wish_points
        if worth is None:
            pupils = self.world.instance.pupils
            longest = max(len(one.wishes) for one in pupils)
            worth = tuple(longest - place for place in range(len(pupil.wishes)))
        # Read backwards, so that the first place of a club stands.
        return dict(reversed(list(zip(pupil.wishes, worth, strict=True))))


def _sum(name: str, of: tuple[str, ...], columns: Iterable[int], high: int) -> Row:
    listed = list(columns)
    return Row(name, of, listed, [1] * len(listed), high)


def _at_once(needs: list[PostNeed], slot: Slot) -> int:
    """Return how many adults posts need at the fullest moment of a slot."""
    moments = {max(need.start, slot.start) for need in needs}
    return max(
        (
            sum(n.adults for n in needs if n.start <= moment < n.end)
            for moment in moments
        ),
        default=0,
    )
