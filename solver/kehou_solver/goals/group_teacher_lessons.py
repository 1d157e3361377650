"""Own teachers come before lent ones (LZ-313)."""

from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import Id
from kehou_solver.goals.lessons_of_kind import LessonsOfKind


class GroupTeacherLessons(LessonsOfKind):
    """Lessons of group teachers away from home."""

    name = "group_teacher_lessons"

    def counts(self, adult: Adult, school: Id) -> bool:
        """Count group teachers who are not at home."""
        return adult.kind is AdultKind.GROUP_TEACHER and school != adult.home
