"""A linear relaxation of the club plan: what the search plans with.

Columns: how many groups meet in each way, which child sits in which way, who leads, who
comes on which afternoon. Rooms and people beyond these appear only as sums. It is
cautious where care for all would otherwise suffer (no merging, classes keep their own
rooms), so it guides and never proves: bounds are those of `search/priority`.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

import highspy
import numpy as np
from numpy.typing import NDArray

from kehou_solver.domain.adult import Adult
from kehou_solver.domain.base import Id
from kehou_solver.domain.instance import MeetingPin, SeatPin, StaffPin
from kehou_solver.domain.pupil import Pupil
from kehou_solver.domain.school import Slot
from kehou_solver.model.world import World
from kehou_solver.search.plan import Way
from kehou_solver.search.witness import Witness

INFINITY = highspy.kHighsInf
DUAL, PRIMAL = 1, 4
"""HiGHS simplex strategies."""

Row = tuple[float, float, list[int], list[float]]


class Relaxation:
    """The linear program behind the club plan.

    Attributes:
        ways: the ways, in order of their columns.
        groups: column of the number of groups of each way.
        seat: column of each (child, way).
        seat_rows: row of each way that says how many children it holds.
        lead_rows: row of each way that says that every group has a lead.
    """

    def __init__(
        self,
        world: World,
        ways: list[Way],
        *,
        people: bool = True,
        children: bool = True,
        witness: Witness | None = None,
        adults: Sequence[Adult] | None = None,
    ) -> None:
        """Build the program.

        Args:
            world: the whole instance (all weeks).
            ways: the ways clubs can meet.
            people: with leads, rooms and staff; without, the groups are known to be
                possible and only children are left to seat.
            children: with seats; without, it only says which groups are possible.
            witness: a lawful week; where it does with fewer people than care without
                merging takes, the program may, too.
            adults: who there is for these ways; None = everybody, as they are.
        """
        self.world = world
        self._adults = world.instance.adults if adults is None else tuple(adults)
        self.ways = ways
        self._witness = witness
        self._upper: list[float] = []
        self._rows: list[Row] = []
        self.groups = [self._column(way.most) for way in ways]
        self.seat: dict[tuple[Id, int], int] = {}
        for number, way in enumerate(ways if children else ()):
            for pupil in way.pupils:
                self.seat[pupil, number] = self._column(1)
        self.seat_rows: list[int] = []
        self.lead_rows: list[int] = []
        self.lead: dict[tuple[Id, int], int] = {}
        for number, way in enumerate(ways):
            for adult in way.leads if people else ():
                self.lead[adult, number] = self._column(1)
        self._comes: dict[tuple[Id, int], int] = {}
        self._met: dict[Id, int] = {}
        self._goals: dict[str, dict[int, float]] = {}
        if children:
            self._seat_rows()
        self._club_rows()
        self._pupil_rows()
        self._pin_rows()
        if people:
            self._afternoon_rows()
            self._lead_rows()
            self._room_rows()
            self._staff_rows()
        self.highs = self._pass()

    def _column(self, upper: float) -> int:
        self._upper.append(upper)
        return len(self._upper) - 1

    def _row(self, low: float, high: float, terms: Iterable[tuple[int, float]]) -> None:
        columns, values = [], []
        for column, value in terms:
            columns.append(column)
            values.append(value)
        if columns:
            self._rows.append((low, high, columns, values))

    def _seat_rows(self) -> None:
        """Seats and minimum enrolment of each way."""
        for number, way in enumerate(self.ways):
            sits = [(self.seat[pupil, number], 1.0) for pupil in way.pupils]
            group = self.groups[number]
            self.seat_rows.append(len(self._rows))
            self._row(-INFINITY, 0.0, [*sits, (group, -float(way.seats))])
            if way.least:
                self._row(0.0, INFINITY, [*sits, (group, -float(way.least))])

    def _club_rows(self) -> None:
        """Parallel groups of each club."""
        by_club: dict[Id, list[int]] = defaultdict(list)
        for number, way in enumerate(self.ways):
            by_club[way.club].append(self.groups[number])
        for club, groups in by_club.items():
            most = self.world.clubs[club].parallel_groups
            self._row(-INFINITY, float(most), [(column, 1.0) for column in groups])

    def _pupil_rows(self) -> None:
        """One place at a time, one seat per club, clubs per week, homework."""
        mine: dict[Id, list[tuple[int, int]]] = defaultdict(list)
        for (child, number), column in self.seat.items():
            mine[child].append((number, column))
        for pupil_id, seats in mine.items():
            pupil = self.world.pupils[pupil_id]
            by_club: dict[Id, list[int]] = defaultdict(list)
            by_slot: dict[Id, list[int]] = defaultdict(list)
            for number, column in seats:
                club = self.world.clubs[self.ways[number].club]
                by_club[club.family or club.id].append(column)
                for slot in self.ways[number].slots:
                    by_slot[slot].append(column)
            every = [(column, 1.0) for _, column in seats]
            self._row(-INFINITY, float(pupil.clubs_per_week), every)
            if pupil.clubs_per_week > 1:
                for columns in (*by_club.values(), *by_slot.values()):
                    if len(columns) > 1:
                        self._row(-INFINITY, 1.0, [(c, 1.0) for c in columns])
                met = self._column(1)
                self._met[pupil_id] = met
                self._row(0.0, INFINITY, [*every, (met, -1.0)])
            self._homework_rows(pupil_id, by_slot)

    def _pin_rows(self) -> None:
        """Groups and seats that are pinned are there."""
        for pin in self.world.instance.pins:
            match pin:
                case SeatPin(pupil=pupil, club=club):
                    columns = [
                        self.seat[pupil, n]
                        for n, way in enumerate(self.ways)
                        if way.club == club and (pupil, n) in self.seat
                    ]
                case MeetingPin(club=club, slot=slot) | StaffPin(club=club, slot=slot):
                    columns = [
                        self.groups[n]
                        for n, way in enumerate(self.ways)
                        if way.club == club and slot in way.slots
                    ]
                case _:
                    continue
            self._row(1.0, INFINITY, [(column, 1.0) for column in columns])

    def _homework_rows(self, pupil_id: Id, by_slot: dict[Id, list[int]]) -> None:
        world = self.world
        pupil = world.pupils[pupil_id]
        first = world.policy.number("homework_first_grade")
        if not pupil.homework or world.grade_of(pupil) < first:
            return
        school = world.schools[world.classes[pupil.class_id].school]
        days: dict[int, list[Id]] = defaultdict(list)
        for slot in world.attended(pupil):
            if world.slots[slot].weeks == "every":
                days[world.slots[slot].weekday].append(slot)
        for day, slots in days.items():
            columns = [c for slot in slots for c in by_slot.get(slot, ())]
            if day not in school.no_homework_weekdays and columns:
                room = float(len(slots) - 1)
                if room < min(len(columns), pupil.clubs_per_week):
                    self._row(-INFINITY, room, [(c, 1.0) for c in columns])

    def _lead_rows(self) -> None:
        """Every group has a lead; nobody leads two at once or beyond the cap."""
        at: dict[tuple[Id, Id], list[int]] = defaultdict(list)
        lessons: dict[Id, list[tuple[int, float]]] = defaultdict(list)
        for number, way in enumerate(self.ways):
            leads = [self.lead[adult, number] for adult in way.leads]
            self.lead_rows.append(len(self._rows))
            self._row(
                0.0, 0.0, [*((c, 1.0) for c in leads), (self.groups[number], -1.0)]
            )
            for adult, column in zip(way.leads, leads, strict=True):
                weekly = sum(self.world.slots[s].weeks == "every" for s in way.slots)
                lessons[adult].append((column, float(weekly)))
                for slot in way.slots:
                    at[adult, slot].append(column)
        for (adult, slot), columns in at.items():
            comes = self._comes.get((adult, self.world.slots[slot].weekday))
            if comes is not None:
                terms = [*((c, 1.0) for c in columns), (comes, -1.0)]
                self._row(-INFINITY, 0.0, terms)
            elif len(columns) > 1:
                self._row(-INFINITY, 1.0, [(c, 1.0) for c in columns])
        people = {adult.id: adult for adult in self._adults}
        for adult, terms in lessons.items():
            cap = self.world.lessons_cap(people[adult])
            if sum(value for _, value in terms) > cap:
                self._row(-INFINITY, float(cap), terms)

    def _room_rows(self) -> None:
        """In each slot, the ways that only some rooms suit share those rooms."""
        rooms_of = [way.spare for way in self.ways]
        at: dict[Id, list[int]] = defaultdict(list)
        for number, way in enumerate(self.ways):
            for slot in way.slots:
                at[slot].append(number)
        for numbers in at.values():
            for rooms in {rooms_of[number] for number in numbers}:
                inside = [n for n in numbers if rooms_of[n] <= rooms]
                if sum(self.ways[n].most for n in inside) > len(rooms):
                    self._row(
                        -INFINITY,
                        float(len(rooms)),
                        [(self.groups[n], 1.0) for n in inside],
                    )

    def _staff_rows(self) -> None:
        """In each slot, adults are enough for clubs, posts and care without merging."""
        world = self.world
        by_slot: dict[Id, list[int]] = defaultdict(list)
        for number, way in enumerate(self.ways):
            for held in way.slots:
                by_slot[held].append(number)
        for slot_id, numbers in by_slot.items():
            slot = world.slots[slot_id]
            there, coming, seen = 0, [], 0
            for adult in self._adults:
                if self._could_be_at(adult, slot):
                    comes = self._comes.get((adult.id, slot.weekday))
                    there += comes is None
                    coming += [] if comes is None else [(comes, -1.0)]
                    seen += comes is not None and self._was_seen(adult, slot)
            posts = sum(
                need.adults
                for need in world.schools[slot.school].posts
                if need.weekday == slot.weekday
                and need.start < slot.end
                and slot.start < need.end
            )
            people = [
                (self.groups[n], float(world.clubs[self.ways[n].club].adults_per_group))
                for n in numbers
            ]
            classes = sum(
                1 for (_, s), asked in world.asked.items() if s == slot_id and asked
            )
            most = float(there - posts - classes)
            if self._witness is not None:
                led = self._witness.clubs.get(slot_id, 0) - seen
                if most < led:  # the witness did with fewer: what it did is possible
                    fewer = min(classes, self._witness.care.get(slot_id, 0))
                    most = float(max(there - posts - fewer, led))
            if coming:
                self._row(-INFINITY, most, [*people, *coming])
            else:
                self._row(-INFINITY, max(0.0, most), people)

    def _afternoon_rows(self) -> None:
        """Nobody comes on more afternoons than he or she may.

        Those whose cap binds have a column for each weekday: it is there that they
        lead, and are counted among the adults at hand.
        """
        world = self.world
        for adult in self._adults:
            cap = world.afternoons_cap(adult)
            days = sorted(
                {s.weekday for s in world.slots.values() if self._could_be_at(adult, s)}
            )
            if len(days) > cap:
                columns = [self._column(1) for _ in days]
                for day, column in zip(days, columns, strict=True):
                    self._comes[adult.id, day] = column
                self._row(-INFINITY, float(cap), [(c, 1.0) for c in columns])

    def _was_seen(self, adult: Adult, slot: Slot) -> bool:
        """Say whether the witness has an adult there on that afternoon."""
        if self._witness is None:
            return False
        return (adult.id, slot.weekday) in self._witness.comes

    @staticmethod
    def _could_be_at(adult: Adult, slot: Slot) -> bool:
        free = adult.free is None or slot.id in adult.free
        return free and slot.school in adult.serves

    def _pass(self) -> highspy.Highs:
        lp = highspy.HighsLp()
        columns, rows = len(self._upper), len(self._rows)
        lp.num_col_, lp.num_row_ = columns, rows
        lp.col_cost_ = np.zeros(columns)
        lp.col_lower_ = np.zeros(columns)
        lp.col_upper_ = np.array(self._upper, dtype=float)
        lp.row_lower_ = np.array([row[0] for row in self._rows], dtype=float)
        lp.row_upper_ = np.array([row[1] for row in self._rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lengths = np.array([len(row[2]) for row in self._rows], dtype=np.int64)
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        lp.a_matrix_.index_ = np.array(
            [c for row in self._rows for c in row[2]], dtype=np.int32
        )
        lp.a_matrix_.value_ = np.array(
            [v for row in self._rows for v in row[3]], dtype=float
        )
        lp.sense_ = highspy.ObjSense.kMaximize
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", 1)
        highs.passModel(lp)
        return highs

    # Goals of this program.

    def goal(self, name: str) -> dict[int, float]:
        """Return the coefficients of a seat goal such as `wishes_met_1`."""
        if name not in self._goals:
            self._goals[name] = self._terms(name)
        return self._goals[name]

    def _terms(self, name: str) -> dict[int, float]:
        if name == "seats_given":
            return dict.fromkeys(self.seat.values(), 1.0)
        kind, _, tier = name.rpartition("_")
        terms: dict[int, float] = {}
        for (pupil, number), column in self.seat.items():
            if self._tier[pupil] != int(tier):
                continue
            if kind == "wish_ranks":
                terms[column] = self._points[pupil][self.ways[number].club]
            elif pupil in self._met:
                terms[self._met[pupil]] = 1.0
            else:
                terms[column] = 1.0
        return terms

    @cached_property
    def _tier(self) -> dict[Id, int]:
        world = self.world
        return {
            pupil: world.policy.tier_of(
                world.pupils[pupil], world.grade_of(world.pupils[pupil])
            )
            for pupil, _ in self.seat
        }

    @cached_property
    def _points(self) -> dict[Id, dict[Id, float]]:
        """What a seat in each club is worth, by pupil."""
        pupils = self.world.instance.pupils
        longest = max((len(p.wishes) for p in pupils), default=0)
        return {
            pupil.id: {
                club: float(_worth(pupil, place, longest))
                for place, club in enumerate(pupil.wishes)
            }
            for pupil in pupils
        }

    def maximize(self, terms: dict[int, float]) -> None:
        """Set the objective."""
        cost = np.zeros(self.highs.getNumCol())
        for column, value in terms.items():
            cost[column] = value
        self.highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)

    def keep(self, terms: dict[int, float], least: float) -> None:
        """Keep a goal at no less than `least`."""
        if terms:
            columns = np.array(list(terms), dtype=np.int32)
            values = np.array(list(terms.values()), dtype=float)
            self.highs.addRow(least, INFINITY, len(columns), columns, values)

    def run(
        self, seconds: float, *, new_goal: bool = False, warm: bool = False
    ) -> bool:
        """Solve; say whether an optimum was found.

        With `new_goal` only the objective has changed (and a row that the last optimum
        keeps was added), or bounds were widened: the last basis is still feasible, and
        the primal simplex goes on from it twice as fast as the dual from nowhere;
        docs/decisions/0004. With `warm` bounds have moved a little: the dual simplex
        goes on from the last basis.
        """
        simplex = new_goal or warm
        self.highs.setOptionValue("simplex_strategy", PRIMAL if new_goal else DUAL)
        self.highs.setOptionValue("solver", "simplex" if simplex else "choose")
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + seconds)
        self.highs.run()
        return bool(self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    @property
    def impossible(self) -> bool:
        """Say whether the last run found that nothing at all is possible."""
        status = self.highs.getModelStatus()
        return bool(
            status
            in (
                highspy.HighsModelStatus.kInfeasible,
                highspy.HighsModelStatus.kUnboundedOrInfeasible,
            )
        )

    def run_whole(self, seconds: float) -> None:
        """Solve with those columns whole that are said to be.

        HiGHS counts the time of such a run from its start, of others from the first.
        """
        self.highs.setOptionValue("solver", "choose")
        self.highs.setOptionValue("time_limit", seconds)
        self.highs.run()

    def solution(self) -> NDArray[np.float64]:
        """Return the column values."""
        return np.array(self.highs.getSolution().col_value)

    def bound(self) -> int:
        """Return the optimum rounded down: a hint for the search, no proof."""
        best = float(self.highs.getInfo().objective_function_value)
        return math.floor(best + 1e-5)

    def set_groups(self, number: int, low: float, high: float) -> None:
        """Limit the number of groups of a way."""
        self.highs.changeColBounds(self.groups[number], low, high)

    def set_all_groups(
        self, numbers: Sequence[int], low: Sequence[float], high: Sequence[float]
    ) -> None:
        """Limit the numbers of groups of several ways."""
        columns = np.array([self.groups[n] for n in numbers], dtype=np.int32)
        self.highs.changeColsBounds(
            len(columns), columns, np.array(low, float), np.array(high, float)
        )

    def leading(self, adults: frozenset[Id]) -> dict[tuple[Id, int], float]:
        """Return what it is worth that some adults lead as they do, by (adult, way).

        In the last solution; nothing where others could lead as well.
        """
        solution = self.highs.getSolution()
        values, duals = solution.col_value, solution.row_dual
        return {
            (adult, number): values[column] * abs(duals[self.lead_rows[number]])
            for (adult, number), column in self.lead.items()
            if adult in adults and values[column] > 0
        }

    def leave_out(self, leads: Iterable[tuple[Id, int]]) -> None:
        """Have adults lead no group of a way, by (adult, way)."""
        columns = np.array(sorted(self.lead[one] for one in leads), dtype=np.int32)
        nothing = np.zeros(len(columns))
        self.highs.changeColsBounds(len(columns), columns, nothing, nothing)

    def planned(self) -> NDArray[np.float64]:
        """Return the number of groups of each way, whole or not."""
        every = self.solution()
        return np.array([every[column] for column in self.groups])

    def start_from(self, values: NDArray[np.float64]) -> None:
        """Hand a known solution to the next search for whole numbers."""
        solution = highspy.HighsSolution()
        solution.col_value = values.tolist()
        self.highs.setSolution(solution)

    def value(self) -> float:
        """Return the objective of the last solution."""
        return float(self.highs.getInfo().objective_function_value)


def _worth(pupil: Pupil, place: int, longest: int) -> int:
    if pupil.wish_points is not None:
        return pupil.wish_points[place]
    return longest - place
