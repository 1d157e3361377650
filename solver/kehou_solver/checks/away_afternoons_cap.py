"""Judge of: nobody is lent on too many afternoons of a week."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("走教天数上限", "Cap on afternoons away")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Count the weekdays on which each adult with a home serves elsewhere."""
    presence = presence_of(instance, timetable)
    for adult_id, assignments in sorted(presence.assignments.items()):
        adult = presence.roll.adults[adult_id]
        home = presence.roll.schools.get(adult.home) if adult.home else None
        if home is None:
            continue
        away = len({one.weekday for one in assignments if one.school != home.id})
        most = home.limits.away_afternoons_week
        if away > most:
            yield Finding(
                rule="away_afternoons_cap",
                about=f"adult:{adult_id}",
                zh=f"{adult_id} 本周有 {away} 个下午在外校，至多 {most} 个",
                en=f"{adult_id} is away on {away} afternoons a week; at most {most}",
                school=home.id,
            )
