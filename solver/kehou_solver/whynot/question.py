"""What can be asked about a timetable."""

from typing import Annotated, Literal

from pydantic import Field

from kehou_solver.domain.base import Frozen, Id
from kehou_solver.domain.instance import Pin


class WishNotMet(Frozen):
    """Why has this child no seat in this club?"""

    kind: Literal["wish"] = "wish"
    pupil: Id
    club: Id


class PinRefused(Frozen):
    """Why can this pin not be kept? It may or may not stand in the instance."""

    kind: Literal["pin"] = "pin"
    pin: Pin


class AdultUnwanted(Frozen):
    """Why must this adult be with a group in this slot?"""

    kind: Literal["not_adult"] = "not_adult"
    adult: Id
    slot: Id


class MergingUnwanted(Frozen):
    """Why must this class share its homework group in this slot?"""

    kind: Literal["not_merged"] = "not_merged"
    class_id: Id
    slot: Id


class RoomUnwanted(Frozen):
    """Why must this room be used in this slot?"""

    kind: Literal["not_room"] = "not_room"
    room: Id
    slot: Id


CellUnwanted = AdultUnwanted | MergingUnwanted | RoomUnwanted

Question = Annotated[
    WishNotMet | PinRefused | CellUnwanted, Field(discriminator="kind")
]
"""One question; each asks for one thing the timetable does not have."""
