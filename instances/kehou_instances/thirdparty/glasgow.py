"""Student projects (PrefLib 00038): ranked lists, one project each, busy supervisors.

`.soi` files hold one ranked list per line; a `.dat` file of the same name, if there is
one, says how many projects each supervisor can take on, and which are his or hers.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from kehou_instances.thirdparty import ground
from kehou_instances.thirdparty.lines import (
    Line,
    id_of,
    refuse,
    text_of,
    whole,
)
from kehou_solver.domain import Instance, Timetable
from kehou_solver.domain.base import MOST_POINTS

Profile = Literal["size", "greedy", "generous"]
"""Most students; then most first choices, then second …; or fewest last choices …"""

MINUTES = 5


class Supervisor(NamedTuple):
    """Takes on at most `most` of `projects` (numbers from 1)."""

    most: int
    projects: tuple[int, ...]


class Choices(NamedTuple):
    """A file: number of projects, a ranked list per student, supervisors if known."""

    projects: int
    lists: tuple[tuple[int, ...], ...]
    supervisors: tuple[Supervisor, ...]


def read_glasgow(path: Path, profile: Profile = "greedy") -> Instance:
    """Read a `.soi` file (and its `.dat`) as an instance.

    Exact. A project is a club with one seat and a slot of its own, so that nothing is
    at the same time; a supervisor is the adult who can lead his or her projects, at
    most so many lessons; a student takes one. Matchings of the file are the seats of a
    timetable and back. `seats_given` is the number of students placed. With n students
    and lists of at most L projects, place r (from 0) is worth (n+1)^(L-1-r) points for
    "greedy", so one more student in a place outweighs everybody in all later places;
    and (n+1)^(L-1) - (n+1)^r for "generous", which with the number placed kept makes
    one student fewer in a place outweigh everybody in all earlier ones. So the goals
    `seats_given`, `wish_ranks_3` in their order give the best profile.

    Raises:
        InvalidFile: if it is not such a file, with the line.
    """
    choices = parse(path)
    n = len(choices.lists)
    longest = max((len(one) for one in choices.lists), default=1)
    if (n + 1) ** (longest - 1) > MOST_POINTS:
        refuse(
            path,
            0,
            f"{n} × {longest}",
            "学生太多或志愿太长，名次无法逐位比较",
            "too many students or too long lists to compare profiles place by place",
        )
    names = [f"p{number}" for number in range(1, choices.projects + 1)]
    slots = [
        ground.slot(name, 1 + i % 7, i // 7 * MINUTES, (i // 7 + 1) * MINUTES)
        for i, name in enumerate(names)
    ]
    clubs = [ground.club(name, 1, slots=(name,)) for name in names]
    adults = [
        ground.adult(
            f"v{i}", (f"p{project}" for project in one.projects), lessons_week=one.most
        )
        for i, one in enumerate(choices.supervisors)
    ]
    return ground.instance(
        f"{id_of(path.stem)}-{profile}",
        f"PrefLib {path.stem} {profile}",
        slots=slots,
        rooms=[ground.room("room", 1)],
        clubs=clubs,
        adults=adults or ground.own_adults(clubs),
        classes=[ground.homeroom("all", ground.LAST_TIER_GRADE, slots)],
        pupils=[
            ground.pupil(
                f"s{i}",
                "all",
                [f"p{project}" for project in one],
                1,
                wish_points=points(profile, n, longest)[: len(one)],
            )
            for i, one in enumerate(choices.lists)
        ],
        goals=("seats_given",)
        if profile == "size"
        else ("seats_given", "wish_ranks_3"),
        notes=("第三方算例。 / An instance others have published.",),
    )


def points(profile: Profile, n: int, longest: int) -> tuple[int, ...]:
    """Return what each place of a list is worth."""
    powers = [(n + 1) ** place for place in range(longest)]
    if profile == "generous":
        return tuple(powers[-1] - power for power in powers)
    return tuple(reversed(powers))


def profile_of(instance: Instance, timetable: Timetable) -> tuple[int, ...]:
    """Return how many students have their first, second, … choice."""
    wishes = {pupil.id: pupil.wishes for pupil in instance.pupils}
    clubs = {group.id: group.club for group in timetable.groups}
    found = [0] * max((len(w) for w in wishes.values()), default=0)
    for seat in timetable.seats:
        found[wishes[seat.pupil].index(clubs[seat.group] or "")] += 1
    return tuple(found)


def parse(path: Path) -> Choices:
    """Read a `.soi` file, and the `.dat` file beside it if there is one."""
    projects: int | None = None
    lists: list[tuple[int, ...]] = []
    for number, raw in enumerate(text_of(path).splitlines(), start=1):
        line = Line(number, raw.strip())
        if line.text.startswith("# NUMBER ALTERNATIVES:"):
            projects = whole(path, line, line.text.partition(":")[2].strip())
        if not line.text or line.text.startswith("#"):
            continue
        if projects is None:
            refuse(path, number, line.text, "缺少项目数", "NUMBER ALTERNATIVES first")
        lists += _lists(path, line, projects)
    if projects is None or not lists:
        refuse(path, 0, "—", "没有志愿", "there are no ranked lists")
    beside = path.with_suffix(".dat")
    supervisors = _supervisors(beside, projects) if beside.exists() else ()
    return Choices(projects, tuple(lists), supervisors)


def _lists(path: Path, line: Line, projects: int) -> list[tuple[int, ...]]:
    times, colon, ranked = line.text.partition(":")
    if not colon or "{" in ranked:
        refuse(
            path,
            line.number,
            line.text,
            "应写成“人数: 志愿,志愿…”，不能并列",
            "`count: project,project…` without ties",
        )
    one = tuple(whole(path, line, word.strip()) for word in ranked.split(","))
    _known(path, line, one, 1, projects)
    return [one] * whole(path, line, times.strip())


def _supervisors(path: Path, projects: int) -> tuple[Supervisor, ...]:
    """Read capacities; there projects count from 0."""
    rows = list(csv.reader(text_of(path).splitlines()))
    if not rows or [cell.strip() for cell in rows[0]] != [
        "Supervisor",
        "Capacity",
        "Projects",
    ]:
        refuse(
            path,
            1,
            ",".join(rows[0]) if rows else "—",
            "第一行应是 Supervisor,Capacity,Projects",
            "the first line is Supervisor,Capacity,Projects",
        )
    found = []
    for number, row in enumerate(rows[1:], start=2):
        line = Line(number, ",".join(row))
        if not row:
            continue
        if len(row) != 3:
            refuse(path, number, line.text, "应有三列", "three columns")
        mine = tuple(whole(path, line, word) for word in row[2].split())
        _known(path, line, mine, 0, projects - 1)
        most = whole(path, line, row[1].strip())
        found.append(Supervisor(most, tuple(project + 1 for project in mine)))
    return tuple(found)


def _known(
    path: Path, line: Line, projects: Sequence[int], low: int, high: int
) -> None:
    for project in projects:
        if not low <= project <= high or projects.count(project) > 1:
            refuse(
                path,
                line.number,
                str(project),
                f"应是不重复的项目号，{low} 到 {high}",
                f"project numbers from {low} to {high}, each once",
            )
