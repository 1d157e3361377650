"""The first start: an empty database gets a keeper, and perhaps a school to try."""

import os
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.engine import Database
from kehou_api.db.tables.key import KeyRow
from kehou_api.db.tables.owner import OwnerRow
from kehou_api.ids import new_id
from kehou_api.people.keys import make_key
from kehou_api.people.roles import Role
from kehou_api.trail.chain import record

KEEPER_FILE = "keeper.key"
DEMO_FILE = "demo.key"


def first_start(database: Database, folder: Path, *, demo: bool) -> tuple[Path, ...]:
    """Make the keeper's key, and a demo school's; return the files they are in.

    There is no default password: secrets are made by chance, once, and lie in files
    that only the keeper of the machine can read.

    Args:
        database: brought up to date.
        folder: where the key files go.
        demo: also make a district with one school, and its scheduler's key.
    """
    with database.writing() as session:
        if session.execute(sa.select(KeyRow.id).limit(1)).first() is not None:
            return ()
        secrets = {KEEPER_FILE: _keeper(session)}
        if demo:
            secrets[DEMO_FILE] = _demo(session)
        # Written before the keys count: a key nobody has would lock everybody out.
        return tuple(_write(folder / name, said) for name, said in secrets.items())


def _keeper(session: Session) -> str:
    row, secret = make_key(session, name="first start", role=Role.KEEPER, owner_id=None)
    _note(session, row, "keys.make")
    return secret


def _demo(session: Session) -> str:
    district = OwnerRow(
        id=new_id("ow"), kind="district", code="demo", title="演示区 / demo district"
    )
    session.add(district)
    session.flush()
    school = OwnerRow(
        id=new_id("ow"),
        kind="school",
        parent_id=district.id,
        code="demo-school",
        title="演示学校 / demo school",
    )
    session.add(school)
    session.flush()
    row, secret = make_key(
        session, name="demo", role=Role.SCHEDULER, owner_id=school.id
    )
    _note(session, row, "keys.make")
    return secret


def _note(session: Session, row: KeyRow, deed: str) -> None:
    detail = {"role": row.role, "name": row.name}
    record(
        session,
        owner_id=row.owner_id,
        actor="service",
        deed=deed,
        subject=row.id,
        detail=detail,
    )


def _write(path: Path, secret: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(secret + "\n")
    return path
