"""What is said of a timetable, from its rows."""

from typing import Any

from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.jobs.status import JobStatus, SolutionStatus
from kehou_api.timetables.schemas import GoalSaid, TimetableHead
from kehou_solver.measures import MEASURES


def head_of(row: TimetableRow, job: JobRow | None) -> TimetableHead:
    """Return a timetable without its content; one sent by hand is complete."""
    return TimetableHead(
        id=row.id,
        owner=row.owner_id,
        name=row.name,
        instance=row.instance_id,
        parent=row.parent_id,
        origin=row.origin_id,
        status=JobStatus(job.status) if job else JobStatus.COMPLETED,
        solution_status=SolutionStatus(row.solution),
        wanted=job.wanted if job and job.ended_at is None else None,
        has_timetable=row.sha256 is not None,
        sha256=row.sha256,
        version=row.version,
        goals=[goal_said(goal) for goal in row.goals or ()],
        problem=job.problem if job else None,
        result=job.result if job else None,
        request=job.request if job else None,
        attempts=job.attempt if job else 0,
        created_at=row.created_at,
        started_at=job.started_at if job else None,
        ended_at=job.ended_at if job else row.created_at,
    )


def goal_said(goal: dict[str, Any]) -> GoalSaid:
    """Return one goal with its title and its gap, relative to the bound."""
    title = MEASURES[goal["name"]].title
    value, bound = goal["value"], goal["bound"]
    gap = None
    if bound is not None:
        gap = abs(value - bound) / max(1, abs(bound), abs(value))
    return GoalSaid(
        name=goal["name"],
        title_zh=title.zh,
        title_en=title.en,
        value=value,
        bound=bound,
        proved=goal["proved"],
        holds=goal["holds"],
        gap=None if gap is None else round(gap, 6),
    )
