"""What all words of the domain are made of: frozen models, ids, times, money."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)


class Frozen(BaseModel):
    """Base of all domain data: immutable, strict, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Text(NamedTuple):
    """One message in the two languages everything is said in."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        """Return the text in `lang`: "zh" or "en"."""
        return self.zh if lang == "zh" else self.en


def parse_clock(value: Any) -> Any:
    """Turn "HH:MM" into minutes since midnight; leave everything else to pydantic."""
    if isinstance(value, str):
        hours, colon, minutes = value.partition(":")
        digits = hours.isdecimal() and minutes.isdecimal()
        short = len(minutes) == 2 and 1 <= len(hours) <= 2
        if colon and digits and short and int(hours) <= 24 and int(minutes) < 60:
            return int(hours) * 60 + int(minutes)
        raise ValueError("a clock time is written HH:MM, such as 16:30")
    return value


def clock(minutes: int) -> str:
    """Write minutes since midnight as "HH:MM"."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _clock_of(value: Any, info: ValidationInfo) -> Any:
    """Read a clock time; a bare number in a file says nothing about its unit."""
    if info.mode == "json" and not isinstance(value, str):
        raise ValueError("a clock time is written HH:MM in quotes, such as 16:30")
    return parse_clock(value)


ClockTime = Annotated[
    int,
    Field(ge=0, le=24 * 60),
    BeforeValidator(_clock_of),
    PlainSerializer(clock, return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^([01]?\\d|2[0-4]):[0-5]\\d$"}),
]
"""Local clock time: "HH:MM" in files, minutes since midnight in memory."""

Id = Annotated[str, StringConstraints(pattern=r"^[^\s|/\\,;+]{1,64}$")]
"""An opaque id: 1 to 64 characters, no white space and none of | / \\ , ; +"""

MOST_POINTS = 10**9
"""Of one wish: sums over the largest district stay exact in every solver."""

Name = Annotated[str, StringConstraints(max_length=200)]
Fen = Annotated[int, Field(ge=0, le=10**12)]
Minutes = Annotated[int, Field(ge=0, le=100_000)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Points = Annotated[int, Field(ge=0, le=MOST_POINTS)]
Percent = Annotated[int, Field(ge=0, le=100)]
Grade = Annotated[int, Field(ge=1, le=9)]
Weekday = Annotated[int, Field(ge=1, le=7)]
"""1 = Monday … 7 = Sunday."""

Weeks = Literal["every", "odd", "even"]
"""单双周: in which weeks something holds."""

WEEKDAY_NAMES: Mapping[int, Text] = {
    1: Text("周一", "Mon"),
    2: Text("周二", "Tue"),
    3: Text("周三", "Wed"),
    4: Text("周四", "Thu"),
    5: Text("周五", "Fri"),
    6: Text("周六", "Sat"),
    7: Text("周日", "Sun"),
}


def active(weeks: Weeks, week: Weeks) -> bool:
    """Say whether something marked `weeks` holds in `week`."""
    return "every" in (weeks, week) or weeks == week


def overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Say whether two half-open spans [start, end) of one day share a minute."""
    return start < other_end and other_start < end


def day_of(week_of: date, weekday: int) -> date:
    """Return the date of a weekday in the week that starts on Monday `week_of`."""
    return week_of + timedelta(days=weekday - 1)
