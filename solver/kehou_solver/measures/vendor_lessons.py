"""Lessons bought from vendors: the law's last resort."""

from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Text
from kehou_solver.measures.lessons_of_kind import lessons_of_kind

VENDOR_LESSONS = lessons_of_kind(
    "vendor_lessons",
    Text("机构教师课时", "Lessons of vendor instructors"),
    lambda lesson: lesson.adult.kind == AdultKind.VENDOR_INSTRUCTOR,
)
