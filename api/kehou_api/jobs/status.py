"""The states of a job, and which may follow which."""

from enum import StrEnum
from typing import Literal


class JobStatus(StrEnum):
    """Where a job stands; whether a timetable is good is another question."""

    QUEUED = "QUEUED"
    SOLVING = "SOLVING"
    COMPLETED = "COMPLETED"
    STOPPED = "STOPPED"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"


ENDED = frozenset(
    {JobStatus.COMPLETED, JobStatus.STOPPED, JobStatus.CANCELLED, JobStatus.FAILED}
)
"""Nothing follows these."""

Wanted = Literal["stop", "cancel"]
"""Stop keeps the best so far; cancel throws it away."""


class SolutionStatus(StrEnum):
    """What is known of a timetable, however its job ended.

    PROVED_OPTIMAL: no timetable is better in any goal, in their strict order.
    FEASIBLE: lawful; how far from the bounds is said goal by goal.
    PROVED_INFEASIBLE: no lawful timetable exists, by two routes.
    UNKNOWN: neither.
    """

    PROVED_OPTIMAL = "PROVED_OPTIMAL"
    FEASIBLE = "FEASIBLE"
    PROVED_INFEASIBLE = "PROVED_INFEASIBLE"
    UNKNOWN = "UNKNOWN"
