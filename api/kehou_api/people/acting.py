"""Who makes a request, and which rows are theirs."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from kehou_api.db.tables.owner import OwnerRow
from kehou_api.people.roles import HARDSHIP, RIGHTS, Role


@dataclass(frozen=True)
class Acting:
    """Somebody at the door.

    Attributes:
        id: of the key (or person) that asks.
        role: what they are.
        owner_id: the school or district they belong to; None = the keeper.
        vendor: the vendor they work for, for the role of one.
    """

    id: str
    role: Role
    owner_id: str | None
    vendor: str | None = None

    def may(self, right: str) -> bool:
        """Say whether their role has a right."""
        return self.role in RIGHTS[right]

    @property
    def sees_hardship(self) -> bool:
        """Say whether hardship categories may be shown to them."""
        return self.role in HARDSHIP


def owned_by(
    who: Acting, column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None]
) -> sa.ColumnElement[bool]:
    """Return the condition that a row is theirs: their own, or of one of their schools.

    Every query of owned rows goes through here.
    """
    if who.owner_id is None:
        return sa.false()
    schools = sa.select(OwnerRow.id).where(OwnerRow.parent_id == who.owner_id)
    return sa.or_(column == who.owner_id, column.in_(schools))


def owns(session: Session, who: Acting, owner_id: str) -> bool:
    """Say whether an owner's rows are theirs."""
    asked = sa.select(OwnerRow.id).where(
        OwnerRow.id == owner_id, owned_by(who, OwnerRow.id)
    )
    return session.execute(asked).first() is not None


def may_act_for(session: Session, who: Acting, owner_id: str) -> bool:
    """Say whether somebody may make keys and people for an owner.

    The keeper may for all there are, others for their own and their schools.
    """
    if who.role == Role.KEEPER:
        return session.get(OwnerRow, owner_id) is not None
    return owns(session, who, owner_id)
