"""Takes a plan along its road, and refuses steps that come too early."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from kehou_api.db.base import now
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.plan import PlanRow, PlanStepRow
from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.ids import new_id
from kehou_api.people.acting import Acting
from kehou_api.plans import store
from kehou_api.plans.judging import Judgement
from kehou_api.plans.road import OPEN, ROAD, STATE_WORDS, PlanState, Step
from kehou_api.plans.schemas import Meeting, Published
from kehou_api.problems import Refusal
from kehou_api.timetables.service import instance_in, none_yet, timetable_in
from kehou_api.trail.chain import record
from kehou_api.webhooks.kinds import Kind
from kehou_api.webhooks.outbox import announce
from kehou_solver.domain.base import Text


def make(
    session: Session,
    who: Acting,
    timetable: TimetableRow,
    title: str,
    emergency_plan: str | None,
) -> PlanRow:
    """Begin a plan for a timetable."""
    row = PlanRow(
        id=new_id("pl"),
        owner_id=timetable.owner_id,
        timetable_id=timetable.id,
        title=title,
        emergency_plan=emergency_plan,
        state=PlanState.DRAFT,
        created_at=now(),
    )
    session.add(row)
    session.flush()
    _note(session, who, row, "plans.make", {"timetable": timetable.id})
    return row


def change(
    session: Session,
    who: Acting,
    row: PlanRow,
    changes: dict[str, Any],
    timetable: TimetableRow | None,
) -> None:
    """Change a plan that is a draft or was returned; consulting starts over.

    Raises:
        Refusal: 409 if it is neither.
    """
    if row.state not in OPEN:
        raise _not_now(row, "change")
    for name, value in changes.items():
        setattr(row, name, value)
    if timetable is not None:
        row.timetable_id = timetable.id
    before, row.state = row.state, PlanState.DRAFT
    row.version += 1
    if row.state != before:
        _announce(session, row)
    _note(session, who, row, "plans.change", {"fields": sorted(changes)})


def take(
    session: Session,
    who: Acting,
    row: PlanRow,
    step: Step,
    detail: dict[str, Any],
    judgement: Judgement | None = None,
) -> None:
    """Take one step; to submit, its timetable was judged before.

    Raises:
        Refusal: 409 if the plan is elsewhere on its road, or something is missing.
    """
    before, after = ROAD[step]
    if row.state not in before:
        raise _not_now(row, step.value)
    if step is Step.SUBMIT:
        _insist_on_submittable(session, row, judgement)
    row.state = after
    row.version += 1
    number = len(store.steps_of(session, row.id)) + 1
    session.add(
        PlanStepRow(
            plan_id=row.id, number=number, step=step, actor=who.id, detail=detail
        )
    )
    session.flush()
    _announce(session, row)
    _note(session, who, row, f"plans.{step}", {"number": number})


def insist_on_past(held_on: date) -> None:
    """Refuse a consultation that has not ended yet, wherever the school is."""
    latest = datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai")).date()
    if held_on > latest:
        raise Refusal(
            422,
            "plan.consultation",
            Text("征求意见的日期在将来。", "The consultation lies in the future."),
        )


def page_of(session: Session, row: PlanRow) -> Published:
    """Return what families may read of a published plan: no person is on it."""
    stored = session.get_one(TimetableRow, row.timetable_id)
    instance = instance_in(session.get_one(InstanceRow, stored.instance_id))
    rooms = {room.id: room.name for room in instance.rooms}
    clubs = {club.id: club.name for club in instance.clubs}
    last = store.steps_of(session, row.id)[-1]
    return Published(
        plan=row.id,
        title=row.title,
        week_of=instance.week_of,
        published_at=last.at,
        meetings=[
            Meeting(
                kind=group.kind,
                what=clubs.get(group.club or "", "作业辅导 / homework"),
                classes=list(group.classes),
                slots=list(group.slots),
                room=rooms.get(group.room, group.room),
            )
            for group in timetable_in(stored).groups
        ],
    )


def _insist_on_submittable(
    session: Session, row: PlanRow, judgement: Judgement | None
) -> None:
    if row.emergency_plan is None:
        raise Refusal(
            409,
            "plan.emergency_plan",
            Text(
                "报送前须注明应急预案（LZ-418）。",
                "Name the emergency plan before submitting (LZ-418).",
            ),
        )
    stored = session.get_one(TimetableRow, row.timetable_id)
    if stored.job_id is not None:
        job = session.get_one(JobRow, stored.job_id)
        if job.ended_at is None:
            raise Refusal(
                409,
                "plan.solving",
                Text("课表还在求解。", "The timetable is still being made."),
            )
    if stored.sha256 is None:
        raise none_yet()
    if judgement is None or judgement.sha256 != stored.sha256:
        raise Refusal(
            409,
            "plan.changed",
            Text(
                "方案或课表刚刚变动；请再报送一次。",
                "The plan or its timetable has just changed; submit it again.",
            ),
        )
    wrong = judgement.broken
    if wrong:
        raise Refusal(
            409,
            "plan.unlawful",
            Text(
                f"课表违反 {len(wrong)} 处规则，例如：{wrong[0].zh}",
                f"The timetable breaks {len(wrong)} rules, such as: {wrong[0].en}",
            ),
        )


def _not_now(row: PlanRow, step: str) -> Refusal:
    words = STATE_WORDS[PlanState(row.state)]
    return Refusal(
        409,
        "plan.state",
        Text(
            f"方案“{words.zh}”，现在不能 {step}（LZ-324）。",
            f"The plan is {words.en}; it cannot {step} now (LZ-324).",
        ),
    )


def _announce(session: Session, row: PlanRow) -> None:
    """Have webhooks hear where a plan stands now; who said what is read here."""
    announce(
        session,
        owner_id=row.owner_id,
        kind=Kind.PLAN_CHANGED,
        subject=row.id,
        data={
            "plan": f"/v1/plans/{row.id}",
            "timetable": f"/v1/timetables/{row.timetable_id}",
            "state": row.state,
        },
    )


def _note(
    session: Session, who: Acting, row: PlanRow, deed: str, detail: dict[str, Any]
) -> None:
    record(
        session,
        owner_id=row.owner_id,
        actor=who.id,
        deed=deed,
        subject=row.id,
        detail=detail,
    )
