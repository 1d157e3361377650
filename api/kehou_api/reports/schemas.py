"""What is asked and said about reports."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from kehou_api.asked import Asked
from kehou_api.jobs.status import JobStatus

Lang = Literal["zh", "en"]


class TimetableReport(Asked):
    """Everything about one timetable.

    Attributes:
        timetable: its id; its search must have ended.
    """

    kind: Literal["timetable"]
    timetable: Annotated[str, Field(max_length=32)]
    lang: Lang = "zh"


class DistrictReport(Asked):
    """A row for each school of a bureau; of a school, for itself."""

    kind: Literal["district"]
    lang: Lang = "zh"


ReportRequest = Annotated[TimetableReport | DistrictReport, Field(discriminator="kind")]


class FileSaid(BaseModel):
    """A file that can be fetched until it expires."""

    name: str
    media_type: str
    bytes: int
    sha256: str
    expires_at: datetime


class ReportSaid(BaseModel):
    """Where a report stands.

    Attributes:
        id: of its job, too.
        file: what can be fetched; None = it is not made yet.
        problem: why it failed.
    """

    id: str
    owner: str
    kind: Literal["timetable", "district"]
    lang: Lang
    timetable: str | None
    status: JobStatus
    file: FileSaid | None
    problem: dict[str, Any] | None
    created_at: datetime
    ended_at: datetime | None
