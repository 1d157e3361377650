"""Ask the judge about one rule, as everybody does: through `audit`."""

from kehou_solver.checks import Finding, audit
from kehou_solver.domain import Instance, Timetable
from kehou_solver.policy import Policy


def findings(
    rule: str, instance: Instance, timetable: Timetable
) -> tuple[Finding, ...]:
    """Return what the judge finds against one rule, all rulebooks read."""
    found = audit(instance, timetable, Policy.of(instance))
    assert not any(finding.rule == "known_ids" for finding in found), found
    return tuple(finding for finding in found if finding.rule == rule)


def subjects(rule: str, instance: Instance, timetable: Timetable) -> list[str]:
    """Return whom the judge names for one rule, in order and each once."""
    found = findings(rule, instance, timetable)
    return list(dict.fromkeys(finding.about for finding in found))
