"""Logins of people: a secret in a cookie that no script can read."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.base import now
from kehou_api.db.tables.person import PersonRow, SessionRow
from kehou_api.people.acting import Acting
from kehou_api.people.roles import Role
from kehou_api.problems import Refusal
from kehou_solver.domain.base import Text

COOKIE = "kehou_session"
LASTS = timedelta(hours=12)
"""A working day; then one logs in again."""

MOST_FAILURES, LOCKED = 5, timedelta(minutes=1)
"""So many wrong passwords in a row close a login for so long."""


@dataclass(frozen=True)
class Known:
    """What is known of a login before its password is looked at."""

    person_id: str | None
    password: str | None


def known(session: Session, login: str) -> Known:
    """Look a login up.

    Raises:
        Refusal: 429 while it is locked.
    """
    asked = sa.select(PersonRow).where(PersonRow.login == login.lower())
    person = session.execute(asked).scalar_one_or_none()
    if person is None:
        return Known(None, None)
    moment = now()
    if person.locked_until is not None and person.locked_until > moment:
        wait = int((person.locked_until - moment).total_seconds()) + 1
        raise Refusal(
            429,
            "login.locked",
            Text(f"多次输错；请 {wait} 秒后再试。", f"Too many tries; wait {wait} s."),
            headers={"Retry-After": str(wait)},
        )
    return Known(person.id, person.password)


def opened(
    session: Session, person_id: str, *, right: bool
) -> tuple[PersonRow, str] | None:
    """Open a session if the password was right; count a failure if not.

    Returns the person and the session's secret; None = refused.
    """
    person = session.get_one(PersonRow, person_id, with_for_update=True)
    if not right or person.disabled_at is not None:
        person.failures += 1
        if person.failures >= MOST_FAILURES:
            person.failures, person.locked_until = 0, now() + LOCKED
        return None
    person.failures, person.locked_until = 0, None
    secret = secrets.token_urlsafe(32)
    session.add(
        SessionRow(
            sha256=_sha256(secret), person_id=person.id, expires_at=now() + LASTS
        )
    )
    session.flush()
    return person, secret


def person_with(session: Session, secret: str) -> Acting | None:
    """Return who a session belongs to; None = nobody, or no longer."""
    asked = (
        sa.select(PersonRow)
        .join(SessionRow, SessionRow.person_id == PersonRow.id)
        .where(
            SessionRow.sha256 == _sha256(secret),
            SessionRow.expires_at > now(),
            PersonRow.disabled_at.is_(None),
        )
    )
    person = session.execute(asked).scalar_one_or_none()
    if person is None:
        return None
    return Acting(person.id, Role(person.role), person.owner_id, person.vendor)


def log_out(session: Session, secret: str) -> None:
    """End one session."""
    session.execute(sa.delete(SessionRow).where(SessionRow.sha256 == _sha256(secret)))


def log_out_everywhere(session: Session, person_id: str) -> None:
    """End all sessions of somebody: after a new password, or when they leave."""
    session.execute(sa.delete(SessionRow).where(SessionRow.person_id == person_id))


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
