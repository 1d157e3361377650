"""What is asked and said about the register."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from kehou_api.asked import Asked
from kehou_api.register.kinds import Kind
from kehou_api.texts import LINE

Title = Annotated[str, Field(min_length=1, max_length=200, pattern=LINE)]


class RecordSaid(BaseModel):
    """One record.

    Attributes:
        code: its id in instances.
        content: as in an instance; hardship only for roles that need it.
        version: send it as `If-Match`, in quotes, to change the record.
    """

    kind: Kind
    code: str
    owner: str
    content: dict[str, Any]
    version: int
    created_at: datetime
    changed_at: datetime


class RecordPage(BaseModel):
    """Records in the order of their codes.

    Attributes:
        next: send it as `after` for the next page; None = this is the last.
    """

    items: list[RecordSaid]
    next: str | None


class KindSaid(BaseModel):
    """How many records of a kind an owner has."""

    kind: Kind
    title_zh: str
    title_en: str
    records: int


class CopyRequest(Asked):
    """An instance whose items become records; records of the same codes are changed."""

    instance: Annotated[str, Field(max_length=32, pattern=LINE)]


class Copied(BaseModel):
    """What became of a copy.

    Attributes:
        made, changed, same: records by what was done to them.
        left_out: items by kind that whoever asks may not keep; the bureau must.
    """

    made: int
    changed: int
    same: int
    left_out: dict[Kind, int]


class AssembleRequest(Asked):
    """The week that is to be planned.

    Attributes:
        week_of: a Monday.
        term: code of the term whose calendar is applied; None = the standing week.
        title: of the instance; None = the frame's, with the week.
    """

    week_of: date
    term: Annotated[str, Field(max_length=64, pattern=LINE)] | None = None
    title: Title | None = None


class DaySaid(BaseModel):
    """A day with service, and the weekday whose timetable it follows."""

    date: date
    weekday: int
    follows: int


class WeekSaid(BaseModel):
    """A week of a term.

    Attributes:
        number: counts from 1.
        parity: "odd" or "even".
    """

    number: int
    week_of: date
    parity: str
    days: list[DaySaid]
