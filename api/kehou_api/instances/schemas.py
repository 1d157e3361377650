"""What is said about instances."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

from kehou_api.problems import Issue

Operation = Literal["STORE", "NONE"]
"""NONE = say what is wrong, store nothing."""


class InstanceHead(BaseModel):
    """An instance without its content.

    Attributes:
        name, title: its own id and title.
        sha256: of its canonical JSON: equal content, equal hash.
        sizes: how many schools, classes, pupils, clubs, adults and rooms.
    """

    id: str
    owner: str
    name: str
    title: str
    week_of: date
    sha256: str
    sizes: dict[str, int]
    created_at: datetime


class Checked(BaseModel):
    """What is wrong with an instance.

    Attributes:
        valid: it can be solved; whether a lawful timetable exists is another question.
        id: where it is stored; None = it was not.
        issues: each with a pointer, in both languages; all of them at once.
        shortages: plain impossibilities found by counting; they do not make it invalid.
    """

    valid: bool
    id: str | None
    sha256: str | None
    issues: list[Issue]
    shortages: list[Issue]
