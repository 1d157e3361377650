"""Vendors come last: fewest lessons of vendor instructors (LZ-318)."""

from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import Id
from kehou_solver.goals.lessons_of_kind import LessonsOfKind


class VendorLessons(LessonsOfKind):
    """Lessons of vendor instructors."""

    name = "vendor_lessons"

    def counts(self, adult: Adult, school: Id) -> bool:
        """Count vendor instructors."""
        return adult.kind is AdultKind.VENDOR_INSTRUCTOR
