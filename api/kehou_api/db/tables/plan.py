"""Plans: a timetable on its road from draft to published."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kehou_api.db.base import Table, now


class PlanRow(Table):
    """One plan of one school or district.

    Attributes:
        state: see `plans.road`.
        emergency_plan: where the emergency plan is filed (LZ-418).
        version: counts changes of this row, for ETags.
    """

    __tablename__ = "plan"

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(sa.ForeignKey("owner.id"), index=True)
    timetable_id: Mapped[str] = mapped_column(sa.ForeignKey("timetable.id"))
    title: Mapped[str] = mapped_column(sa.String(200))
    emergency_plan: Mapped[str | None] = mapped_column(sa.String(200))
    state: Mapped[str] = mapped_column(sa.String(16), index=True)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)


class PlanStepRow(Table):
    """One step of a plan: who took it, when, and what was said."""

    __tablename__ = "plan_step"

    plan_id: Mapped[str] = mapped_column(
        sa.ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(sa.String(16))
    actor: Mapped[str] = mapped_column(sa.String(32))
    detail: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(default=now)
