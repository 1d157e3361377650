"""Outside specialists come before vendors, after teachers (LZ-317)."""

from kehou_solver.domain.adult import SPECIALIST_KINDS, Adult
from kehou_solver.domain.base import Id
from kehou_solver.goals.lessons_of_kind import LessonsOfKind


class SpecialistLessons(LessonsOfKind):
    """Lessons of retirees, coaches, workers, artisans, heritage bearers, volunteers."""

    name = "specialist_lessons"

    def counts(self, adult: Adult, school: Id) -> bool:
        """Count qualified outsiders."""
        return adult.kind in SPECIALIST_KINDS
