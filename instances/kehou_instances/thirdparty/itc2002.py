"""International Timetabling Competition 2002: the hard part, for the most places.

Events are put into 45 slots and into rooms that are large enough and have the features
asked for; every student asked for some events; nobody is in two at once.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kehou_instances.thirdparty import ground
from kehou_instances.thirdparty.lines import (
    Line,
    id_of,
    lines_of,
    refuse,
    whole,
)
from kehou_solver.domain import Instance, Pupil

DAYS, SLOTS_A_DAY = 5, 9
MOST_EVENTS = 20
"""Of one student: what `Pupil.clubs_per_week` holds."""


class Courses(NamedTuple):
    """A file. Numbers of events, rooms and features count from 0.

    Attributes:
        seats: of each room.
        attends: the events of each student.
        has: the features of each room.
        needs: the features each event asks for.
    """

    seats: tuple[int, ...]
    attends: tuple[tuple[int, ...], ...]
    has: tuple[tuple[int, ...], ...]
    needs: tuple[tuple[int, ...], ...]


def read_itc2002(path: Path) -> Instance:
    """Read a file as an instance; its goal `seats_given` is the number of places.

    Exact for the hard part: a timetable of the competition that leaves out some events
    and some places is one of ours and back, and the places granted are the seats. An
    event is a club of one group with one meeting in any of the 45 slots. It needs a
    room for everybody who asked for it, even if some get no place, so size is said as
    a feature (`holds-12`). A student takes each event once, all being worth the same.
    Every event has an adult of its own. The most there can be is the number of all
    enrolments. The competition's soft terms are not part of it.

    Raises:
        InvalidFile: if it is not such a file, with the line.
    """
    courses = parse(path)
    asked = [0] * len(courses.needs)
    for events in courses.attends:
        for event in events:
            asked[event] += 1
    slots = [
        ground.slot(f"d{day}-{hour}", day, 540 + 60 * hour, 600 + 60 * hour)
        for day in range(1, DAYS + 1)
        for hour in range(SLOTS_A_DAY)
    ]
    clubs = [
        ground.club(
            f"e{i}",
            asked[i],
            room_features=(f"holds-{asked[i]}", *(f"f{n}" for n in needs)),
        )
        for i, needs in enumerate(courses.needs)
    ]
    rooms = [
        ground.room(
            f"r{i}",
            seats,
            (
                *(f"holds-{size}" for size in sorted(set(asked)) if size <= seats),
                *(f"f{n}" for n in courses.has[i]),
            ),
        )
        for i, seats in enumerate(courses.seats)
    ]
    return ground.instance(
        id_of(path.stem),
        f"ITC 2002 {path.stem}",
        slots=slots,
        rooms=rooms,
        clubs=clubs,
        adults=ground.own_adults(clubs),
        classes=[ground.homeroom("all", ground.LAST_TIER_GRADE, slots)],
        pupils=[_pupil(i, events) for i, events in enumerate(courses.attends)],
        goals=("seats_given",),
        notes=(f"第三方算例：座位数至多 {sum(asked)}。 / At most {sum(asked)} seats.",),
    )


def _pupil(number: int, events: tuple[int, ...]) -> Pupil:
    wishes = [f"e{event}" for event in events]
    return ground.pupil(f"s{number}", "all", wishes, len(wishes))


def parse(path: Path) -> Courses:
    """Read the numbers of a file."""
    numbers = [
        (line, whole(path, line, word))
        for line in lines_of(path)
        for word in line.text.split()
    ]
    if len(numbers) < 4:
        refuse(path, 1, "—", "开头应有四个数", "four numbers come first")
    events, rooms, features, students = (number for _, number in numbers[:4])
    if not (events and rooms):
        refuse(path, 1, f"{events} {rooms}", "没有课程或教室", "no events or no rooms")
    announced = 4 + rooms + students * events + (rooms + events) * features
    if len(numbers) != announced:
        refuse(
            path,
            numbers[-1][0].number,
            str(len(numbers)),
            f"按开头四个数，全文应有 {announced} 个数",
            f"the first four announce {announced} numbers in all",
        )
    rest = iter(numbers[4:])
    seats = tuple(number for _, number in islice(rest, rooms))
    attends = _table(path, rest, students, events)
    for student, chosen in enumerate(attends):
        if len(chosen) > MOST_EVENTS:
            refuse(
                path,
                0,
                f"{student}: {len(chosen)}",
                f"一名学生至多 {MOST_EVENTS} 门",
                f"a student may have {MOST_EVENTS} events at most",
            )
    has = _table(path, rest, rooms, features)
    return Courses(seats, attends, has, _table(path, rest, events, features))


def _table(
    path: Path, numbers: Iterator[tuple[Line, int]], rows: int, columns: int
) -> tuple[tuple[int, ...], ...]:
    """Read a table of noughts and ones as the columns that hold a one."""
    table = []
    for _ in range(rows):
        ones = []
        for column, (line, number) in enumerate(islice(numbers, columns)):
            if number > 1:
                refuse(path, line.number, str(number), "应是 0 或 1", "0 or 1 here")
            if number:
                ones.append(column)
        table.append(tuple(ones))
    return tuple(table)
