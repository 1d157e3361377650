"""What one lesson of an adult costs and how many minutes it counts."""

from kehou_solver.checks.presence import Meeting
from kehou_solver.domain.adult import Adult, Terms


def pay_of_lesson(adult: Adult, meeting: Meeting) -> int:
    """Return the pay of one lesson (fen)."""
    terms = _terms(adult, meeting)
    if terms is not None and terms.pay_fen is not None:
        return terms.pay_fen
    return adult.pay_fen_per_lesson


def minutes_of_lesson(adult: Adult, meeting: Meeting) -> int:
    """Return the minutes one lesson counts (minutes)."""
    terms = _terms(adult, meeting)
    if terms is not None and terms.minutes is not None:
        return terms.minutes
    return meeting.slot.end - meeting.slot.start


def _terms(adult: Adult, meeting: Meeting) -> Terms | None:
    # Homework groups have no club, and neither have the terms of homework care.
    return next((t for t in adult.terms if t.club == meeting.group.club), None)
