"""Homeroom classes: grade, band, own room, teacher, end of lessons, consent."""

from collections import Counter
from collections.abc import Iterator

from kehou_solver.domain.base import WEEKDAY_NAMES
from kehou_solver.domain.school import HomeroomClass, School, SchoolKind
from kehou_solver.domain.validity.draft import Draft
from kehou_solver.domain.validity.show import shown
from kehou_solver.errors import Problem

GRADES: dict[SchoolKind, tuple[int, int]] = {
    SchoolKind.PRIMARY: (1, 6),
    SchoolKind.JUNIOR: (7, 9),
    SchoolKind.NINE_YEAR: (1, 9),
    SchoolKind.COMPLETE_SECONDARY: (7, 9),
    SchoolKind.TWELVE_YEAR: (1, 9),
}
"""Grades of compulsory education in each kind of school (LZ-501)."""


def class_problems(draft: Draft) -> Iterator[Problem]:
    """Judge each class against its school."""
    weekdays: dict[str, set[int]] = {}
    for slot in draft.instance.slots:
        weekdays.setdefault(slot.school, set()).add(slot.weekday)
    with_pupils = {pupil.class_id for pupil in draft.instance.pupils}
    for where, homeroom in draft.placed("classes", draft.instance.classes):
        yield from draft.refer("schools", homeroom.school, f"{where}/school")
        yield from draft.refer("rooms", homeroom.room, f"{where}/room")
        teacher = f"{where}/homeroom_teacher"
        yield from draft.refer("adults", homeroom.homeroom_teacher, teacher)
        yield from _room(draft, where, homeroom)
        yield from _teacher(draft, teacher, homeroom)
        yield from _lessons_end(where, homeroom, weekdays.get(homeroom.school, set()))
        yield from _consent(draft, where, homeroom)
        school = draft.schools.get(homeroom.school)
        if school is not None:
            has_children = homeroom.unlisted > 0 or homeroom.id in with_pupils
            yield from _grade(where, homeroom, school, has_children)


def _room(draft: Draft, where: str, homeroom: HomeroomClass) -> Iterator[Problem]:
    room = draft.rooms.get(homeroom.room) if homeroom.room else None
    if room is None:
        return
    if room.school != homeroom.school:
        yield Problem(
            f"{where}/room",
            shown(room.id),
            f"这是学校 {room.school} 的场地；请填本校场地",
            f"this room is of school {room.school}; give one of the class's own school",
        )
    elif room.offsite:
        yield Problem(
            f"{where}/room",
            shown(room.id),
            "校外场地不能作本班教室；请填校内教室或留空",
            "an off-site room cannot be a class's own room; give one at school or none",
            "LZ-315",
        )


def _teacher(draft: Draft, where: str, homeroom: HomeroomClass) -> Iterator[Problem]:
    teacher = draft.adults.get(homeroom.homeroom_teacher or "")
    if teacher and homeroom.school not in (teacher.home, *teacher.serves):
        yield Problem(
            where,
            shown(teacher.id),
            f"此人不在学校 {homeroom.school} 任职或服务；请核对班主任",
            f"neither employed at nor serving school {homeroom.school}; "
            "check who the homeroom teacher is",
        )


def _lessons_end(
    where: str, homeroom: HomeroomClass, weekdays: set[int]
) -> Iterator[Problem]:
    given = Counter(end.weekday for end in homeroom.lessons_end)
    for weekday in sorted(weekdays - given.keys()):
        day = WEEKDAY_NAMES[weekday]
        yield Problem(
            f"{where}/lessons_end",
            "—",
            f"{day.zh}有课后服务，须写明这个班当天最后一节课何时结束；请补上",
            f"{day.en} has slots, so say when this class's last lesson ends; add it",
            "LZ-101",
        )
    for weekday, times in given.items():
        if times > 1:
            day = WEEKDAY_NAMES[weekday]
            yield Problem(
                f"{where}/lessons_end",
                day.zh,
                f"{day.zh}写了两次；请只留一次",
                f"{day.en} is given twice; keep one",
            )


def _consent(draft: Draft, where: str, homeroom: HomeroomClass) -> Iterator[Problem]:
    filed = homeroom.unlisted_consent
    if filed and draft.complete("week_of") and filed > draft.instance.week_of:
        yield Problem(
            f"{where}/unlisted_consent",
            shown(filed.isoformat()),
            f"书面同意应在服务开始前（不晚于 {draft.instance.week_of}）；"
            "请核对日期，未同意就留空",
            f"written consent comes before the service (by {draft.instance.week_of}); "
            "check the date, or leave it out while there is none",
            "LZ-404",
        )


def _grade(
    where: str, homeroom: HomeroomClass, school: School, has_children: bool
) -> Iterator[Problem]:
    low, high = GRADES[school.kind]
    if not low <= homeroom.grade <= high:
        yield Problem(
            f"{where}/grade",
            str(homeroom.grade),
            f"这类学校（{school.kind}）只有 {low}–{high} 年级；请核对年级或学校类别",
            f"a school of kind {school.kind} has grades {low}–{high}; "
            "check the grade or the kind",
            "LZ-501",
        )
    covered = any(
        band.from_grade <= homeroom.grade <= band.to_grade
        for band in school.limits.care_bands
    )
    if has_children and not covered:
        yield Problem(
            f"{where}/grade",
            str(homeroom.grade),
            f"学校 {school.id} 的 care_bands 没有包括这个年级；请补上",
            f"the care_bands of school {school.id} do not cover this grade; add it",
            "LZ-307",
        )
