"""`/v1/session` and `/v1/people`: logging in, and who may."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field, SecretStr, model_validator
from sqlalchemy.orm import Session

from kehou_api.asked import Asked
from kehou_api.db.base import now
from kehou_api.db.engine import Database
from kehou_api.db.tables.person import PersonRow
from kehou_api.doors import (
    May,
    ServiceSet,
    Writing,
    database_of,
    limits_of,
    refusals,
)
from kehou_api.ids import new_id
from kehou_api.limits import Limits
from kehou_api.links import leads, link
from kehou_api.people import store
from kehou_api.people.acting import Acting, may_act_for
from kehou_api.people.passwords import hashed, matches
from kehou_api.people.roles import Role
from kehou_api.people.schemas import Vendor
from kehou_api.people.sessions import (
    COOKIE,
    LASTS,
    known,
    log_out,
    log_out_everywhere,
    opened,
)
from kehou_api.problems import Refusal, unknown
from kehou_api.trail.chain import record
from kehou_solver.domain.base import Text

router = APIRouter(prefix="/v1", tags=["people"])

PERSON, OWNER = Text("人员", "person"), Text("单位", "owner")

Login = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{2,63}$")]


class LoginAsked(Asked):
    """Somebody logs in."""

    login: Annotated[str, Field(max_length=64)]
    password: SecretStr


class NewPerson(Asked):
    """Somebody who may log in; no real name is asked for."""

    login: Login
    password: SecretStr
    role: Role
    owner: str | None = None
    vendor: Vendor | None = None

    @model_validator(mode="after")
    def _role_fits(self) -> "NewPerson":
        if (self.role == Role.KEEPER) != (self.owner is None):
            raise ValueError("every role but the keeper's belongs to an owner")
        if (self.role == Role.VENDOR) != (self.vendor is not None):
            raise ValueError("the role of a vendor names the vendor, no other does")
        return self


class NewPassword(Asked):
    """A new password of whoever asks."""

    old: SecretStr
    new: SecretStr


class PersonSaid(BaseModel):
    """Somebody who may log in."""

    id: str
    login: str
    role: Role
    owner: str | None
    vendor: str | None
    created_at: datetime
    disabled_at: datetime | None


@router.post("/session", responses=refusals(400, 401, 413, 422, 429))
def log_somebody_in(
    database: Annotated[Database, Depends(database_of)],
    settings: ServiceSet,
    limits: Annotated[Limits, Depends(limits_of)],
    request: Request,
    asked: LoginAsked,
    response: Response,
) -> PersonSaid:
    """Log in; the session is a cookie that lasts twelve hours.

    Requests that change something and carry the cookie also need a header `X-Kehou`
    with any value: other sites' pages cannot send it.
    """
    limits.spend_at_the_door(request)
    with database.reading() as session:
        found = known(session, asked.login)
    # Hashing takes a tenth of a second: between transactions, not in one.
    right = matches(asked.password.get_secret_value(), found.password)
    made = None
    if found.person_id is not None:
        with database.writing() as session:
            made = opened(session, found.person_id, right=right)
            if made is not None:
                _note(session, made[0].id, made[0], "session.open")
    if made is None:
        raise Refusal(
            401, "login.wrong", Text("登录名或密码不对。", "Wrong login or password.")
        )
    person, secret = made
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        secure=settings.https,
        samesite="strict",
        path="/",
    )
    return _said(person)


@router.delete("/session", status_code=204, responses=refusals(401, 403, 429))
def log_somebody_out(
    request: Request,
    session: Writing,
    who: Annotated[Acting, Depends(May("self.read"))],
    response: Response,
) -> None:
    """Log out: the session is over, wherever its cookie may be."""
    secret = request.cookies.get(COOKIE)
    if secret is not None:
        log_out(session, secret)
    response.delete_cookie(COOKIE, path="/")


DISABLE = link("POST /v1/people/{person_id}/disable", person_id="$response.body#/id")


@router.post(
    "/people",
    status_code=201,
    responses={
        **leads(201, {"disable": DISABLE}),
        **refusals(400, 401, 403, 404, 409, 413, 422, 429),
    },
)
def make_person(
    session: Writing,
    who: Annotated[Acting, Depends(May("keys.write"))],
    asked: NewPerson,
) -> PersonSaid:
    """Let somebody log in. A bureau does so for its schools."""
    if who.role != Role.KEEPER and asked.role == Role.KEEPER:
        said = Text("只有系统管理员能设管理员。", "Only a keeper makes keepers.")
        raise Refusal(403, "rights.role", said)
    if asked.owner is not None and not may_act_for(session, who, asked.owner):
        raise unknown(OWNER)
    if store.person_with_login(session, asked.login) is not None:
        said = Text("这个登录名已被使用。", "That login is taken.")
        raise Refusal(409, "person.login", said)
    row = PersonRow(
        id=new_id("pe"),
        owner_id=asked.owner,
        role=asked.role.value,
        vendor=asked.vendor,
        login=asked.login,
        password=hashed(asked.password.get_secret_value(), asked.login),
        created_at=now(),
    )
    session.add(row)
    session.flush()
    _note(session, who.id, row, "people.make")
    return _said(row)


@router.post("/people/{person_id}/disable", responses=refusals(401, 403, 404, 422, 429))
def disable_person(
    session: Writing,
    who: Annotated[Acting, Depends(May("keys.write"))],
    person_id: str,
) -> PersonSaid:
    """Let somebody log in no more, and end their sessions."""
    row = store.person_of(session, who, person_id)
    if row is None:
        raise unknown(PERSON)
    if row.disabled_at is None:
        row.disabled_at = now()
        log_out_everywhere(session, row.id)
        _note(session, who.id, row, "people.disable")
    return _said(row)


@router.post("/self/password", responses=refusals(400, 401, 403, 409, 413, 422, 429))
def change_password(
    session: Writing,
    who: Annotated[Acting, Depends(May("self.read"))],
    asked: NewPassword,
) -> PersonSaid:
    """Change one's own password; all sessions end."""
    row = session.get(PersonRow, who.id)
    if row is None:
        said = Text("密钥没有密码。", "A key has no password.")
        raise Refusal(409, "password.none", said)
    if not matches(asked.old.get_secret_value(), row.password):
        raise Refusal(
            403, "password.wrong", Text("原密码不对。", "Wrong old password.")
        )
    row.password = hashed(asked.new.get_secret_value(), row.login)
    log_out_everywhere(session, row.id)
    _note(session, who.id, row, "people.password")
    return _said(row)


def _note(session: Session, actor: str, row: PersonRow, deed: str) -> None:
    record(
        session,
        owner_id=row.owner_id,
        actor=actor,
        deed=deed,
        subject=row.id,
        detail={"role": row.role},
    )


def _said(row: PersonRow) -> PersonSaid:
    return PersonSaid(
        id=row.id,
        login=row.login,
        role=Role(row.role),
        owner=row.owner_id,
        vendor=row.vendor,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
    )
