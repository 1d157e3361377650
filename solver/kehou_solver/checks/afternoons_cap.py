"""Judge of: nobody serves on too many afternoons of a week."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("每周下午数上限", "Cap on afternoons a week")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Count the weekdays on which each adult has an assignment."""
    presence = presence_of(instance, timetable)
    for adult_id, assignments in sorted(presence.assignments.items()):
        adult = presence.roll.adults[adult_id]
        limits = presence.roll.limits_for(adult)
        caps = [limits.afternoons_week] if limits else []
        caps += [] if adult.afternoons_week is None else [adult.afternoons_week]
        days = len({one.weekday for one in assignments})
        if caps and days > min(caps):
            yield Finding(
                rule="afternoons_cap",
                about=f"adult:{adult_id}",
                zh=f"{adult_id} 本周有 {days} 个下午有任务，至多 {min(caps)} 个",
                en=f"{adult_id} serves on {days} afternoons this week; at most "
                f"{min(caps)}",
            )
