"""Lessons of qualified outsiders and volunteers."""

from kehou_solver.domain.adult import SPECIALIST_KINDS
from kehou_solver.domain.base import Text
from kehou_solver.measures.lessons_of_kind import lessons_of_kind

SPECIALIST_LESSONS = lessons_of_kind(
    "specialist_lessons",
    Text("社会专业人员与志愿者课时", "Lessons of specialists and volunteers"),
    lambda lesson: lesson.adult.kind in SPECIALIST_KINDS,
)
