"""The week that is planned, and the days on which papers and consents are dated."""

from datetime import date

WEEK_OF = date(2026, 3, 16)
"""A Monday in the second term of 2025-2026."""

CONSENT_DAYS = (date(2026, 2, 25), date(2026, 3, 9))
"""First and last day on which consents came in."""

TERM = (date(2026, 2, 23), date(2026, 7, 10))
SCHOOL_YEAR = (date(2025, 9, 1), date(2026, 8, 31))
LAST_YEAR = (date(2024, 9, 1), date(2025, 8, 31))
