"""Adds to the audit trail, and checks that nobody altered it."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.base import now
from kehou_api.db.tables.trail import TrailRow

START = "0" * 64
"""What the first row holds as the hash before it."""

_ONE_AT_A_TIME = 0x6B65686F75  # "kehou": the lock of whoever adds to the chain


def record(
    session: Session,
    *,
    owner_id: str | None,
    actor: str,
    deed: str,
    subject: str,
    detail: dict[str, Any] | None = None,
) -> None:
    """Add one deed, in the transaction that does it: both happen or neither."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
    last = session.execute(
        sa.select(TrailRow.number, TrailRow.sha256)
        .order_by(TrailRow.number.desc())
        .limit(1)
    ).first()
    number, before = (last.number + 1, last.sha256) if last else (1, START)
    row = TrailRow(
        number=number,
        at=now(),
        owner_id=owner_id,
        actor=actor,
        deed=deed,
        subject=subject,
        detail=detail or {},
        before=before,
    )
    row.sha256 = sha256_of(row)
    session.add(row)
    session.flush()


def sha256_of(row: TrailRow) -> str:
    """Return the hash a row must have."""
    told = [
        row.number,
        _moment(row.at),
        row.owner_id,
        row.actor,
        row.deed,
        row.subject,
        row.detail,
        row.before,
    ]
    plain = json.dumps(
        told, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    return hashlib.sha256(plain).hexdigest()


def first_fault(rows: Iterable[TrailRow]) -> int | None:
    """Return the number of the first row that was altered, added or lost; else None.

    Args:
        rows: the whole trail in its order.
    """
    before, expected = START, 1
    for row in rows:
        if (row.number, row.before) != (expected, before) or row.sha256 != sha256_of(
            row
        ):
            return expected
        before, expected = row.sha256, expected + 1
    return None


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")
