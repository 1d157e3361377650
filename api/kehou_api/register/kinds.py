"""The kinds of records, and who keeps each."""

from dataclasses import dataclass
from enum import StrEnum

from kehou_api.register.frame import Frame
from kehou_instances.terms import Term
from kehou_solver.domain.adult import Adult, Vendor
from kehou_solver.domain.base import Frozen, Text
from kehou_solver.domain.pupil import Club, Pupil
from kehou_solver.domain.school import District, HomeroomClass, Room, School, Slot


class Kind(StrEnum):
    """A kind of record; most are named like the collections of an instance."""

    FRAME = "frame"
    TERMS = "terms"
    DISTRICTS = "districts"
    SCHOOLS = "schools"
    SLOTS = "slots"
    ROOMS = "rooms"
    CLASSES = "classes"
    PUPILS = "pupils"
    CLUBS = "clubs"
    ADULTS = "adults"
    VENDORS = "vendors"


@dataclass(frozen=True)
class Keeping:
    """How a kind is kept.

    Attributes:
        model: what a record of it is.
        clause: the clause that gives it to the bureau; "" = a school keeps it itself.
    """

    model: type[Frozen]
    title: Text
    clause: str = ""


KINDS: dict[Kind, Keeping] = {
    Kind.FRAME: Keeping(Frame, Text("总则", "frame")),
    Kind.TERMS: Keeping(Term, Text("学期与校历", "terms")),
    Kind.DISTRICTS: Keeping(District, Text("县区", "districts"), "LZ-320"),
    Kind.SCHOOLS: Keeping(School, Text("学校", "schools")),
    Kind.SLOTS: Keeping(Slot, Text("时段", "slots")),
    Kind.ROOMS: Keeping(Room, Text("场地", "rooms")),
    Kind.CLASSES: Keeping(HomeroomClass, Text("行政班", "classes")),
    Kind.PUPILS: Keeping(Pupil, Text("学生", "pupils")),
    Kind.CLUBS: Keeping(Club, Text("社团", "clubs")),
    Kind.ADULTS: Keeping(Adult, Text("人员", "adults")),
    Kind.VENDORS: Keeping(Vendor, Text("机构白名单", "vendor whitelist"), "LZ-322"),
}

ITEMS = tuple(kind for kind in Kind if kind not in (Kind.FRAME, Kind.TERMS))
"""Kinds that are collections of an instance."""

FROM_ABOVE = (Kind.TERMS, Kind.DISTRICTS, Kind.VENDORS)
"""Kinds a school also has from its district."""
