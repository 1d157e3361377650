"""Lessons of group teachers at a campus that is not their own."""

from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Text
from kehou_solver.measures.lessons_of_kind import lessons_of_kind

GROUP_TEACHER_LESSONS = lessons_of_kind(
    "group_teacher_lessons",
    Text("集团校教师走教课时", "Lessons of group teachers away from home"),
    lambda lesson: (
        lesson.adult.kind == AdultKind.GROUP_TEACHER
        and lesson.group.school != lesson.adult.home
    ),
)
