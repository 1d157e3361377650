"""Has a plan's timetable judged before it is submitted."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from kehou_api.db.tables.instance import InstanceRow
from kehou_api.db.tables.plan import PlanRow
from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.plans.road import ROAD, Step
from kehou_api.timetables.schemas import FindingSaid
from kehou_api.timetables.service import analysed, instance_in, timetable_in


@dataclass(frozen=True)
class Judgement:
    """What the judge said of a plan's timetable.

    Attributes:
        sha256: of the timetable that was judged.
        broken: findings that no waiver allows.
    """

    sha256: str | None
    broken: list[FindingSaid]


def judged(session: Session, row: PlanRow) -> Judgement | None:
    """Return what the judge says; None = the plan cannot be submitted now anyway.

    Takes seconds for a big school, so no transaction that writes is open meanwhile.
    """
    stored = session.get_one(TimetableRow, row.timetable_id)
    before, _ = ROAD[Step.SUBMIT]
    if row.state not in before or stored.content is None:
        return None
    instance = instance_in(session.get_one(InstanceRow, stored.instance_id))
    findings = analysed(instance, timetable_in(stored)).findings
    return Judgement(stored.sha256, [one for one in findings if not one.waived])
