"""Puts records together to an instance of one week."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from kehou_api.db.tables.owner import OwnerRow
from kehou_api.db.tables.record import RecordRow
from kehou_api.instances.service import Read, read_again
from kehou_api.problems import Issue, Refusal, input_refusal, unknown
from kehou_api.register import frame, store
from kehou_api.register.kinds import ITEMS, KINDS, Kind
from kehou_api.register.schemas import AssembleRequest
from kehou_instances.terms import Term, as_in_week
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import INSTANCE_FORMAT, Instance
from kehou_solver.domain.reading.item import read_item
from kehou_solver.errors import InputError

TERM = Text("学期", "term")


def gathered(
    session: Session, owner: OwnerRow, asked: AssembleRequest
) -> tuple[list[RecordRow], Term | None]:
    """Return the records of an owner's instance, and the term if one is named.

    Raises:
        Refusal: 404 if there is no such term.
    """
    rows = store.for_instance(session, owner)
    if asked.term is None:
        return rows, None
    return rows, term_of(session, owner, asked.term)


def term_of(session: Session, owner: OwnerRow, code: str) -> Term:
    """Return a term of an owner, or of its district.

    Raises:
        Refusal: 404 if there is none.
    """
    for row in store.terms_of(session, owner, code):
        return read_item(Term, row.content)
    raise unknown(TERM)


def assembled(
    rows: Sequence[RecordRow], term: Term | None, asked: AssembleRequest, code: str
) -> Read:
    """Return the instance of a week, checked; takes seconds for a big school.

    Args:
        rows: as gathered.
        term: whose calendar is applied; None = the standing week.
        asked: which week.
        code: of the owner; begins the id of the instance.

    Raises:
        Refusal: 422 with every problem; pointers are /kind/code/field.
    """
    kept: dict[str, list[RecordRow]] = defaultdict(list)
    for row in rows:
        kept[row.kind].append(row)
    frames = kept[Kind.FRAME]
    if not frames:
        raise _missing(Kind.FRAME)
    for needed in (Kind.DISTRICTS, Kind.SCHOOLS, Kind.SLOTS):
        if not kept[needed]:
            raise _missing(needed)
    framed = read_item(frame.Frame, frames[0].content)
    told: dict[str, Any] = {
        **{name: getattr(framed, name) for name in frame.Frame.model_fields},
        **{kind.value: _items(kind, kept[kind]) for kind in ITEMS},
        "format": INSTANCE_FORMAT,
        "id": _id(code, asked.week_of, rows),
        "title": asked.title or f"{framed.title} · {asked.week_of}"[:200],
        "week_of": asked.week_of,
    }
    instance = _listed_here(Instance(**told))
    if term is not None:
        instance = _dated(instance, term, asked.week_of)
    try:
        return read_again(instance)
    except InputError as error:
        refusal = input_refusal(error)
        refusal.issues = tuple(_at_record(instance, one) for one in refusal.issues)
        raise refusal from None


def _items(kind: Kind, rows: Sequence[RecordRow]) -> tuple[Any, ...]:
    return tuple(read_item(KINDS[kind].model, row.content) for row in rows)


def _listed_here(instance: Instance) -> Instance:
    """Leave out of the district's whitelist what is listed for other schools."""
    here = {club.id for club in instance.clubs}
    vendors = tuple(
        vendor.model_copy(
            update={"clubs": tuple(club for club in vendor.clubs if club in here)}
        )
        for vendor in instance.vendors
    )
    return instance.model_copy(update={"vendors": vendors})


def _dated(instance: Instance, term: Term, monday: date) -> Instance:
    if monday.isoweekday() != 1:
        return instance  # as every other check says with words
    moved = as_in_week(instance, term, monday)
    if not moved.slots:
        raise Refusal(
            422,
            "register.no_service",
            Text(
                f"{monday} 这一周按校历没有课后服务（LZ-303）；请核对日期或校历。",
                f"The calendar has no day of service in the week of {monday} (LZ-303).",
            ),
        )
    return moved


def _id(code: str, week_of: date, rows: Sequence[RecordRow]) -> str:
    """Name an instance; the same records in the same versions give the same name."""
    told = "".join(f"{row.id}:{row.version};" for row in rows)
    mark = hashlib.sha256(told.encode()).hexdigest()[:8]
    return f"{code[:40]}-{week_of:%G-W%V}-{mark}"


def _at_record(instance: Instance, issue: Issue) -> Issue:
    """Say where in the register an issue of an assembled instance is."""
    _, name, *path = issue.pointer.split("/")
    if name in ITEMS and path and path[0].isdecimal():
        item = getattr(instance, name)[int(path[0])]
        where = "/".join(("", name, item.id, *path[1:]))
    elif name in frame.Frame.model_fields:
        where = "/".join(("", Kind.FRAME, frame.CODE, name, *path))
    else:
        where = issue.pointer
    return issue.model_copy(update={"pointer": where})


def _missing(kind: Kind) -> Refusal:
    title = KINDS[kind].title
    return Refusal(
        422,
        "register.missing",
        Text(
            f"还没有登记“{title.zh}”；请用 PUT /v1/register/{kind}/… 登记，"
            "或用 POST /v1/register/copies 从实例复制。",
            f"No {title.en} in the register: PUT /v1/register/{kind}/…, or copy them "
            "from an instance with POST /v1/register/copies.",
        ),
    )
