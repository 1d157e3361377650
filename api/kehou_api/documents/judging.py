"""The judge's view of a timetable, clause by clause. Never loads the solver."""

from kehou_solver.checks import audit
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures import measure_all
from kehou_solver.policy import Policy
from kehou_solver.report.clauses import STRUCTURE, ClauseVerdict, clause_report


def verdicts_on(instance: Instance, timetable: Timetable) -> tuple[ClauseVerdict, ...]:
    """Audit, measure, and return one verdict per clause."""
    policy = Policy.of(instance)
    findings = audit(instance, timetable, policy)
    # A timetable with unknown ids cannot be measured, only refused.
    readable = all(finding.rule != STRUCTURE for finding in findings)
    values = measure_all(instance, timetable, policy) if readable else None
    return clause_report(instance, policy, findings, values)
