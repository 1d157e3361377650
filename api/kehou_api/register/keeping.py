"""Makes, changes and removes records; each change is on the trail."""

from collections import Counter
from typing import Any

from sqlalchemy.orm import Session

from kehou_api.db.base import now
from kehou_api.db.tables.owner import OwnerRow
from kehou_api.db.tables.record import RecordRow
from kehou_api.ids import new_id
from kehou_api.people.acting import Acting
from kehou_api.people.roles import Role
from kehou_api.problems import Refusal, input_refusal
from kehou_api.register import frame, store
from kehou_api.register.kinds import ITEMS, KINDS, Kind
from kehou_api.register.schemas import Copied
from kehou_api.trail.chain import record
from kehou_instances.terms import Term, term_problems
from kehou_solver.domain.adult import Adult
from kehou_solver.domain.base import Frozen, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading.item import read_item
from kehou_solver.errors import InputError, InvalidInstance, Problem


def read(kind: Kind, code: str, content: Any) -> Frozen:
    """Read what is to be kept under a code.

    Raises:
        Refusal: 422 with every problem of it.
    """
    try:
        item = read_item(KINDS[kind].model, content)
        wrong = list(term_problems(item)) if isinstance(item, Term) else []
        if code_of(item) != code:
            zh = f"编号应与地址中的 {code} 相同"
            wrong.append(Problem("/id", code_of(item), zh, f"must be {code}, as asked"))
        if wrong:
            raise InvalidInstance(wrong)
    except InputError as error:
        raise input_refusal(error) from None
    return item


def insist_on_keeper(who: Acting, owner: OwnerRow, kind: Kind) -> None:
    """Refuse a school that would keep what only its bureau may (LZ-319 to LZ-322)."""
    clause = KINDS[kind].clause
    if not clause or _keeps(who, owner, kind):
        return
    title = KINDS[kind].title
    raise Refusal(
        403,
        "register.bureau",
        Text(
            f"“{title.zh}”由县区教育局登记（{clause}）；请联系教育局。",
            f"The bureau keeps the {title.en}, for the district ({clause}).",
        ),
    )


def put(
    session: Session,
    who: Acting,
    owner_id: str,
    kind: Kind,
    item: Frozen,
    row: RecordRow | None,
) -> RecordRow:
    """Make a record, or change it."""
    if row is None:
        row = _made(owner_id, kind, item)
        session.add(row)
    else:
        _change(row, item)
    session.flush()
    _note(session, who, row, "register.put")
    return row


def remove(session: Session, who: Acting, row: RecordRow) -> None:
    """Remove a record. Instances made of it before keep their own copy."""
    session.delete(row)
    session.flush()
    _note(session, who, row, "register.remove")


def copy(
    session: Session, who: Acting, owner: OwnerRow, instance: Instance, source: str
) -> Copied:
    """Make every item of an instance a record; one line on the trail for all.

    What a bureau keeps goes to the district of the school, if a bureau asks.
    """
    done: Counter[str] = Counter()
    left_out: Counter[Kind] = Counter()
    known: dict[str, dict[tuple[str, str], RecordRow]] = {}
    for kind, item in _items_of(instance):
        if not _keeps(who, owner, kind, above=True):
            left_out[kind] += 1
            continue
        above = KINDS[kind].clause and owner.parent_id
        owner_id = owner.parent_id or owner.id if above else owner.id
        if owner_id not in known:
            known[owner_id] = store.all_of(session, owner_id)
        row = known[owner_id].get((kind, code_of(item)))
        if row is None:
            session.add(_made(owner_id, kind, item))
            done["made"] += 1
        elif row.content != item.model_dump(mode="json"):
            _change(row, item)
            done["changed"] += 1
        else:
            done["same"] += 1
    session.flush()
    detail = {"instance": source, **done}
    record(
        session,
        owner_id=owner.id,
        actor=who.id,
        deed="register.copy",
        subject=owner.id,
        detail=detail,
    )
    return Copied(
        made=done["made"],
        changed=done["changed"],
        same=done["same"],
        left_out=dict(left_out),
    )


def code_of(item: Frozen) -> str:
    """Return the code an item is kept under."""
    return str(getattr(item, "id", frame.CODE))


def _items_of(instance: Instance) -> list[tuple[Kind, Frozen]]:
    names = frame.Frame.model_fields
    framed = frame.Frame(**{name: getattr(instance, name) for name in names})
    found: list[tuple[Kind, Frozen]] = [(Kind.FRAME, framed)]
    for kind in ITEMS:
        found += [(kind, item) for item in getattr(instance, kind)]
    return found


def _keeps(who: Acting, owner: OwnerRow, kind: Kind, *, above: bool = False) -> bool:
    """Say whether they may keep this kind for an owner, or above it for its district.

    A bureau acts for its district; whoever belongs to a school does not.
    """
    if not KINDS[kind].clause:
        return True
    district = owner.parent_id if above and owner.parent_id else owner.id
    return who.role is Role.BUREAU and who.owner_id == district


def _made(owner_id: str, kind: Kind, item: Frozen) -> RecordRow:
    return RecordRow(
        id=new_id("rc"),
        owner_id=owner_id,
        kind=kind,
        code=code_of(item),
        vendor=item.vendor if isinstance(item, Adult) else None,
        content=item.model_dump(mode="json"),
        version=1,
    )


def _change(row: RecordRow, item: Frozen) -> None:
    row.content = item.model_dump(mode="json")
    row.vendor = item.vendor if isinstance(item, Adult) else None
    row.version += 1
    row.changed_at = now()


def _note(session: Session, who: Acting, row: RecordRow, deed: str) -> None:
    record(
        session,
        owner_id=row.owner_id,
        actor=who.id,
        deed=deed,
        subject=row.id,
        detail={"kind": row.kind, "version": row.version},
    )
