"""Course preferences of a computer-science department: seats for the most points.

Sections have fixed times and capacities; students rated sections from 1 to 8 and want
a number of courses; at most one section per course, no two at once.
"""

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from kehou_instances.thirdparty import ground
from kehou_instances.thirdparty.clashes import clash_sets, on_days
from kehou_instances.thirdparty.lines import refuse, text_of
from kehou_solver.domain import Club, Frozen, Instance, Pupil
from kehou_solver.domain.base import Id
from kehou_solver.domain.reading.shape import shape_problem
from kehou_solver.errors import InvalidFile

MOST_MEETINGS = 5
"""Of one club: what `Club.meetings_per_week` holds."""

FIRST_STATUS = 4
"""Seniors, master's and doctoral students: those who leave soonest come first."""

Minute = Annotated[int, Field(ge=0, le=24 * 60)]


class Section(Frozen):
    """A section; `days` count from 0, times in minutes since midnight."""

    id: Id
    course: Id
    level: str
    capacity: int = Field(ge=0, le=10_000)
    days: tuple[Annotated[int, Field(ge=0, le=6)], ...] = Field(min_length=1)
    start: Minute
    end: Minute
    instructor: str
    credits: int


class Student(Frozen):
    """A student: the courses wanted (`keep`), and ratings by section."""

    id: Id
    status: int = Field(ge=1, le=6)
    plan: int
    keep: int = Field(ge=0, le=20)
    values: dict[Id, Annotated[int, Field(ge=1, le=8)]]


class Survey(Frozen):
    """The whole file."""

    sections: tuple[Section, ...] = Field(min_length=1)
    students: tuple[Student, ...]


def read_umass(path: Path, *, by_status: bool = False) -> Instance:
    """Read the survey as an instance; the sum of ratings - 1 is the wish points.

    Exact. A section is a club of one group at fixed times; sections overlap exactly if
    they share a slot (`clashes.py`). Sections of a course are a family. A student
    wishes for what he or she rated above 1, worth rating - 1 points, and takes at most
    `keep`; ratings of 1 add nothing to the sum, so seats there are left out. Every
    section has a room and an adult of its own.

    Args:
        path: the normalised survey.
        by_status: two priority groups in strict order, `wish_ranks_2` (those who leave
            soonest) before `wish_ranks_3`; otherwise all in `wish_ranks_3`.

    Raises:
        InvalidFile: if it is not such a file, or cannot be said in a week.
    """
    survey = _parse(path)
    sets = clash_sets(
        {s.id: [(day, s.start, s.end) for day in s.days] for s in survey.sections}
    )
    days = on_days(sets, len(ground.EVERY_DAY))
    if days is None:
        refuse(
            path,
            0,
            f"{len(sets)}",
            "课程时间重叠过多，一周排不下",
            "the sections overlap in too many ways to be said in a week",
        )
    slots = [ground.slot(f"m{i}", day, i, i + 1) for i, day in enumerate(days)]
    clubs = [_club(path, s, sets) for s in survey.sections]
    return ground.instance(
        "umass-by-status" if by_status else "umass",
        "UMass CICS course preferences",
        slots=slots,
        rooms=[ground.room(c.id, c.seats, (c.id,)) for c in clubs],
        clubs=clubs,
        adults=ground.own_adults(clubs),
        classes=[
            ground.homeroom("later", ground.LAST_TIER_GRADE, slots),
            ground.homeroom("first", ground.MIDDLE_TIER_GRADE, slots),
        ],
        pupils=[_pupil(s, by_status=by_status) for s in survey.students],
        goals=("wish_ranks_2", "wish_ranks_3") if by_status else ("wish_ranks_3",),
        notes=(
            "第三方算例：时段代表同时上课的一组课程，不是真实时间。"
            " / A slot is a set of sections that overlap, not a time.",
        ),
    )


def _club(path: Path, section: Section, sets: list[frozenset[Id]]) -> Club:
    mine = tuple(f"m{i}" for i, one in enumerate(sets) if section.id in one)
    if len(mine) > MOST_MEETINGS:
        refuse(
            path,
            0,
            section.id,
            f"一门课的重叠组超过 {MOST_MEETINGS} 个",
            f"a section overlaps in more than {MOST_MEETINGS} ways",
        )
    return ground.club(
        section.id,
        section.capacity,
        slots=mine,
        meetings_per_week=len(mine),
        room_features=(section.id,),
        family=section.course,
    )


def _pupil(student: Student, *, by_status: bool) -> Pupil:
    liked = sorted(
        ((rating - 1, section) for section, rating in student.values.items()),
        key=lambda one: (-one[0], one[1]),
    )
    liked = [(points, section) for points, section in liked if points]
    first = by_status and student.status >= FIRST_STATUS
    return ground.pupil(
        student.id,
        "first" if first else "later",
        [section for _, section in liked],
        student.keep,
        wish_points=tuple(points for points, _ in liked),
    )


def _parse(path: Path) -> Survey:
    try:
        survey = Survey.model_validate_json(text_of(path))
    except ValidationError as error:
        raise InvalidFile(
            [
                shape_problem(detail, Survey, (path.name,))
                for detail in error.errors(include_url=False)[:20]
            ]
        ) from None
    known = {section.id for section in survey.sections}
    for section in survey.sections:
        if section.start >= section.end:
            refuse(path, 0, section.id, "结束应晚于开始", "the end is after the start")
    for student in survey.students:
        for rated in student.values:
            if rated not in known:
                refuse(path, 0, rated, "没有这个课程", "no such section")
    return survey
