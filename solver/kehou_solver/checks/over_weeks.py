"""Judge rules in odd and even weeks, and mark what is waived."""

from collections.abc import Mapping

from kehou_solver.checks.finding import Check, Finding
from kehou_solver.domain.base import Text, Weeks
from kehou_solver.domain.instance import Instance, SeatPin
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import instance_in, timetable_in, weeks_of
from kehou_solver.policy import Policy, waiver_for

OVER_ALL_WEEKS = frozenset({"meetings_as_offered"})
"""Rules judged on the whole timetable: a week alone shows too few meetings."""

_ONLY_IN: Mapping[Weeks, Text] = {
    "odd": Text("（单周）", " (odd weeks)"),
    "even": Text("（双周）", " (even weeks)"),
}


def audit_rules(
    rules: Mapping[str, Check],
    instance: Instance,
    timetable: Timetable,
    policy: Policy,
) -> tuple[Finding, ...]:
    """Return the findings of `rules`, each once, in their order."""
    weeks = weeks_of(instance, timetable)
    views = {
        week: (instance_in(instance, week), timetable_in(instance, timetable, week))
        for week in weeks
    }
    findings: list[Finding] = []
    for name, check in rules.items():
        if name in OVER_ALL_WEEKS:
            seen = {f: list(weeks) for f in check(instance, timetable, policy)}
        else:
            seen = {}
            for week, (one_instance, one_timetable) in views.items():
                for finding in check(one_instance, one_timetable, policy):
                    seen.setdefault(finding, []).append(week)
        findings += (
            _marked(finding, held, weeks)
            for finding, held in seen.items()
            if not _kept_in_other_week(instance, finding, held, weeks)
        )
    return tuple(_waived(instance, policy, finding) for finding in findings)


def _kept_in_other_week(
    instance: Instance, finding: Finding, held: list[Weeks], weeks: tuple[Weeks, ...]
) -> bool:
    """Say whether it is about a pinned seat in a club that meets in the other week."""
    if finding.rule != "pins_kept" or set(held) == set(weeks):
        return False
    number = int(finding.about.removeprefix("pin:"))
    return isinstance(instance.pins[number], SeatPin)


def _marked(finding: Finding, held: list[Weeks], weeks: tuple[Weeks, ...]) -> Finding:
    if set(held) == set(weeks):
        return finding
    only = _ONLY_IN[held[0]]
    return finding.model_copy(
        update={"zh": finding.zh + only.zh, "en": finding.en + only.en}
    )


def _waived(instance: Instance, policy: Policy, finding: Finding) -> Finding:
    if finding.school is None or finding.weekday is None:
        return finding
    waiver = waiver_for(instance, policy, finding.rule, finding.school, finding.weekday)
    return finding if waiver is None else finding.model_copy(update={"waived": waiver})
