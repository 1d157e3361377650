"""Remedies: elementary changes of data that could make possible what is not."""

from typing import Annotated

from pydantic import Field

from kehou_solver.search.remedies.adults import (
    CanLead,
    ExtraAdult,
    ExtraPost,
    FreeIn,
    GivesCare,
    MoreAfternoons,
    MoreLessons,
    PapersRenewed,
    TakesPost,
)
from kehou_solver.search.remedies.base import Frame, Remedy, Sized
from kehou_solver.search.remedies.clubs import (
    ClubSeats,
    ClubSlot,
    MinEnrolment,
    ParallelGroups,
)
from kehou_solver.search.remedies.pins import Unpin
from kehou_solver.search.remedies.pupils import MoreClubs, Stays
from kehou_solver.search.remedies.rooms import (
    ExtraRoom,
    RoomFits,
    RoomOpened,
    RoomSeats,
)
from kehou_solver.search.remedies.schools import (
    LabourCeiling,
    LargerCare,
    LessonsEndEarlier,
    NoHomework,
    SchoolLimit,
)

AnyRemedy = Annotated[
    CanLead
    | ClubSeats
    | ClubSlot
    | ExtraAdult
    | ExtraPost
    | ExtraRoom
    | FreeIn
    | GivesCare
    | LabourCeiling
    | LargerCare
    | LessonsEndEarlier
    | MinEnrolment
    | MoreAfternoons
    | MoreClubs
    | MoreLessons
    | NoHomework
    | PapersRenewed
    | ParallelGroups
    | RoomFits
    | RoomOpened
    | RoomSeats
    | SchoolLimit
    | Stays
    | TakesPost
    | Unpin,
    Field(discriminator="kind"),
]
"""One elementary change of data."""

__all__ = [
    "AnyRemedy",
    "CanLead",
    "ClubSeats",
    "ClubSlot",
    "ExtraAdult",
    "ExtraPost",
    "ExtraRoom",
    "Frame",
    "FreeIn",
    "GivesCare",
    "LabourCeiling",
    "LargerCare",
    "LessonsEndEarlier",
    "MinEnrolment",
    "MoreAfternoons",
    "MoreClubs",
    "MoreLessons",
    "NoHomework",
    "PapersRenewed",
    "ParallelGroups",
    "Remedy",
    "RoomFits",
    "RoomOpened",
    "RoomSeats",
    "SchoolLimit",
    "Sized",
    "Stays",
    "TakesPost",
    "Unpin",
]
