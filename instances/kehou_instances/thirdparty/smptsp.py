"""Shift minimisation personnel task scheduling: the fewest people for given tasks.

Every task has fixed times and must be done by somebody who can do it; nobody does two
tasks at once; as few people as possible are used.
"""

from collections.abc import Iterator, Sequence
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
from kehou_solver.domain import Instance, MeetingPin
from kehou_solver.domain.base import overlap


class Task(NamedTuple):
    """A task from `start` up to, not including, `end`."""

    start: int
    end: int


class Roster(NamedTuple):
    """A file: tasks by number, and the tasks each person can do."""

    tasks: tuple[Task, ...]
    able: tuple[tuple[int, ...], ...]


def read_smptsp(path: Path) -> Instance:
    """Read a file as an instance; its goal `cost_fen` is the number of people used.

    Exact. A task is a club of one group without children that is offered in one slot,
    the task's own, and pinned there, so it must be held; a person is an adult who can
    lead just these clubs, at no pay per lesson and 1 fen a week if used at all. Adults
    are in one place at a time, so the leads of a timetable are an assignment of the
    file and back, and the fen are the people used. Rooms are as many as tasks go on at
    once, and each task has its own by a colouring, so rooms never matter. Times that
    do not fit into one day are replaced by their places among the starts, which leaves
    the same tasks overlapping.

    Raises:
        InvalidFile: if it is not such a file, with the line.
    """
    roster = parse(path)
    times = roster.tasks if _in_a_day(roster.tasks) else places_of(roster.tasks)
    if not _in_a_day(times):
        refuse(
            path,
            0,
            f"{len(times)}",
            "不同的开始时间超过 1440 个，一天排不下",
            "more than 1440 different starts do not fit into one day",
        )
    track = tracks(times)
    slots = [ground.slot(f"t{i}", 1, *time) for i, time in enumerate(times)]
    return ground.instance(
        id_of(path.stem),
        f"SMPTSP {path.stem}",
        slots=slots,
        rooms=[
            ground.room(f"r{i}", 0, (f"r{i}",))
            for i in range(max(track, default=0) + 1)
        ],
        clubs=[
            ground.club(f"t{i}", 0, slots=(f"t{i}",), room_features=(f"r{track[i]}",))
            for i in range(len(times))
        ],
        adults=[
            ground.adult(f"p{i}", (f"t{task}" for task in able), fixed_fen_week=1)
            for i, able in enumerate(roster.able)
        ],
        pins=tuple(
            MeetingPin(kind="meeting", club=f"t{i}", slot=f"t{i}")
            for i in range(len(times))
        ),
        goals=("cost_fen",),
        notes=("第三方算例：费用 1 分 = 用到 1 人。 / 1 fen of cost = 1 person used.",),
    )


def parse(path: Path) -> Roster:
    """Read the numbers of a file."""
    lines = lines_of(path)
    head = _after(path, lines, "Type")
    if head != 1:
        refuse(path, 0, f"Type = {head}", "只认识 Type = 1", "only Type = 1 is known")
    tasks = []
    for _ in range(_after(path, lines, "Jobs")):
        line = _next(path, lines)
        words = line.text.split()
        if len(words) != 2:
            refuse(
                path, line.number, line.text, "应是开始和结束两个数", "start and end"
            )
        start, end = (whole(path, line, word) for word in words)
        if start >= end:
            refuse(
                path,
                line.number,
                line.text,
                "结束应晚于开始",
                "the end is after the start",
            )
        tasks.append(Task(start, end))
    able = [
        _able(path, _next(path, lines), len(tasks))
        for _ in range(_after(path, lines, "Qualifications"))
    ]
    for line in lines:
        refuse(path, line.number, line.text, "文件到此应已结束", "nothing more here")
    if not tasks:
        refuse(path, 0, "Jobs = 0", "没有任务", "there are no tasks")
    return Roster(tuple(tasks), tuple(able))


def _able(path: Path, line: Line, tasks: int) -> tuple[int, ...]:
    count, colon, listed = line.text.partition(":")
    if not colon:
        refuse(path, line.number, line.text, "应写成“个数: 任务…”", "`count: tasks`")
    able = tuple(whole(path, line, word) for word in listed.split())
    if len(able) != whole(path, line, count.strip()):
        refuse(
            path,
            line.number,
            f"{count.strip()}: {len(able)} 个 / listed",
            "任务个数与所列不符",
            "not as many tasks as counted",
        )
    wrong = [task for task in able if task >= tasks]
    if wrong or len(set(able)) < len(able):
        refuse(
            path,
            line.number,
            str(wrong[0]) if wrong else line.text,
            f"应是不重复的任务号，0 到 {tasks - 1}",
            f"task numbers from 0 to {tasks - 1}, each once",
        )
    return able


def _after(path: Path, lines: Iterator[Line], name: str) -> int:
    line = _next(path, lines)
    found, equals, value = line.text.partition("=")
    if found.strip() != name or not equals:
        refuse(
            path,
            line.number,
            line.text,
            f"应是“{name} = 数”",
            f"`{name} = number` here",
        )
    return whole(path, line, value.strip())


def _next(path: Path, lines: Iterator[Line]) -> Line:
    line = next(lines, None)
    if line is None:
        refuse(path, 0, "—", "文件不完整", "the file ends too early")
    return line


def _in_a_day(tasks: Sequence[Task]) -> bool:
    return all(task.end <= ground.MIDNIGHT for task in tasks)


def places_of(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Return small times with the same overlaps.

    Two tasks overlap if the later start is before the earlier end. Counting the
    different starts before a time keeps that order between starts and ends.
    """
    starts = sorted({task.start for task in tasks})
    place = {start: i for i, start in enumerate(starts)}
    return tuple(
        Task(place[task.start], sum(start < task.end for start in starts))
        for task in tasks
    )


def tracks(tasks: Sequence[Task]) -> list[int]:
    """Return a track for each task: tasks of one track do not overlap, tracks are few.

    Tasks in order of their starts take the first free track: as many tracks as tasks
    go on at once.
    """
    track = [0] * len(tasks)
    free_at: list[int] = []
    for number in sorted(range(len(tasks)), key=lambda i: tasks[i]):
        start, end = tasks[number]
        first = next((i for i, at in enumerate(free_at) if at <= start), len(free_at))
        if first == len(free_at):
            free_at.append(0)
        free_at[first] = end
        track[number] = first
    return track


def most_at_once(tasks: Sequence[Task]) -> int:
    """Return the most tasks that go on at once: nobody needs fewer people."""
    return max(
        sum(overlap(*task, start, start + 1) for task in tasks)
        for start in {task.start for task in tasks}
    )
