"""Clock times and dates, in the many ways they are typed."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from kehou_instances.workbook.cells.base import Faulty, Look, Raw, Written, misread
from kehou_instances.workbook.cells.text import half_width
from kehou_solver.domain import Text
from kehou_solver.domain.base import clock

_DAY_SECONDS = 24 * 60 * 60
_CLOCK = re.compile(
    r"(?P<half>上午|下午|[ap]m)?(?P<hours>\d{1,2})"
    r"(?::(?P<minutes>\d{2})(?::00)?|[点时](?:(?P<more>\d{1,2})分?|(?P<bisect>半))?整?)"
    r"(?P<late>[ap]m)?",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?"
)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_FIRST_CELL_DAY = date(1900, 3, 1)
"""Spreadsheets believe in 29 February 1900; earlier dates are kept as text."""


class Clock:
    """A local clock time from 00:00 to 24:00, to the minute."""

    look: Look = "clock"
    expected = Text("时刻，如 16:30", "a clock time such as 16:30")

    def read(self, raw: Raw) -> str:
        """Return "HH:MM" of a time cell, a fraction of a day, or a text."""
        if isinstance(raw, datetime) or not isinstance(
            raw, str | float | time | timedelta
        ):
            raise self._misread()
        if isinstance(raw, str):
            minutes = self._typed("".join(half_width(raw).split()))
        elif isinstance(raw, time):
            minutes = self._minutes(
                raw.hour * 3600 + raw.minute * 60 + raw.second + raw.microsecond / 1e6
            )
        elif isinstance(raw, timedelta):
            minutes = self._minutes(raw.total_seconds())
        else:
            # A bare number is a time only as a fraction of a day: 15.4 is a guess.
            minutes = self._minutes(raw * _DAY_SECONDS if 0 <= raw < 1 else -1)
        return clock(minutes)

    def _minutes(self, seconds: float) -> int:
        """Return whole minutes; spreadsheets keep times as rounded fractions."""
        minutes = round(seconds / 60) if 0 <= seconds <= _DAY_SECONDS else -1
        if minutes < 0 or abs(minutes * 60 - seconds) > 0.01:
            raise self._misread()
        return minutes

    def _typed(self, text: str) -> int:
        found = _CLOCK.fullmatch(text)
        if not found:
            raise self._misread()
        hours = int(found["hours"])
        part = int(found["minutes"] or found["more"] or (30 if found["bisect"] else 0))
        half = (found["half"] or found["late"] or "").casefold()
        if half:
            if (found["half"] and found["late"]) or not 1 <= hours <= 12:
                raise self._misread()
            hours = hours % 12 + (12 if half in ("下午", "pm") else 0)
        total = hours * 60 + part
        if part >= 60 or total > 24 * 60:
            raise self._misread()
        return total

    def _misread(self) -> Exception:
        return misread(
            "应是 00:00 到 24:00 的时刻，精确到分，写成 16:30",
            "expected a clock time from 00:00 to 24:00 to the minute, written 16:30",
        )

    def write(self, value: str) -> Written:
        """Write a fraction of a day, which spreadsheets show and sort as a time."""
        hours, _, minutes = value.partition(":")
        return (int(hours) * 60 + int(minutes)) / (24 * 60)

    def validation(self) -> dict[str, Any] | None:
        """Check the range while typing."""
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": 1,
        }


class Day:
    """A date."""

    look: Look = "day"
    expected = Text("日期，如 2026-03-09", "a date such as 2026-03-09")

    def read(self, raw: Raw) -> str:
        """Return "YYYY-MM-DD" of a date cell or a text with year, month and day."""
        if isinstance(raw, datetime):
            if raw.time() != time(0):
                raise self._misread()
            return raw.date().isoformat()
        if isinstance(raw, date):
            return raw.isoformat()
        if isinstance(raw, Faulty | bool) or not isinstance(raw, str | int | float):
            raise self._misread()
        if not isinstance(raw, str):
            # Eight digits are a date; five are a serial number without its format.
            raw = str(int(raw)) if abs(raw) < 10**8 and raw == int(raw) else ""
        text = "".join(half_width(raw).split())
        found = _DAY.fullmatch(text) or _DIGITS.fullmatch(text)
        if not found:
            raise self._misread()
        year, month, day = (int(part) for part in found.groups() if part)
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            raise self._misread() from None

    def _misread(self) -> Exception:
        return misread(
            "应是有年、月、日的日期，写成 2026-03-09，或把单元格格式设为“日期”",
            "expected a date with year, month and day, written 2026-03-09, or a cell "
            "formatted as date",
        )

    def write(self, value: str) -> Written:
        """Write a date cell."""
        day = date.fromisoformat(value)
        return day if day >= _FIRST_CELL_DAY else value

    def validation(self) -> dict[str, Any] | None:
        """Check that it is a date of our time while typing."""
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2000, 1, 1),
            "maximum": date(2200, 12, 31),
        }
