"""School terms: which days serve, and the week of an instance as a date has it."""

from kehou_instances.terms.days import ServiceDay, days_in, parity_of, weeks_of
from kehou_instances.terms.moving import as_in_week
from kehou_instances.terms.term import CalendarDay, Term
from kehou_instances.terms.validity import term_problems

__all__ = [
    "CalendarDay",
    "ServiceDay",
    "Term",
    "as_in_week",
    "days_in",
    "parity_of",
    "term_problems",
    "weeks_of",
]
