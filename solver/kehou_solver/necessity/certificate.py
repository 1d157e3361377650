"""What is said of a vendor lesson: who could have given it, counted."""

from typing import Literal

from kehou_solver.domain.base import Frozen, Id, Weeks

Role = Literal["lead", "assistant"]


class Session(Frozen):
    """One adult needed with one group in one slot.

    Attributes:
        place: 0 for the lead; assistants of a club are 0 … adults_per_group - 2.
    """

    group: Id
    slot: Id
    role: Role
    place: int = 0


class Giver(Frozen):
    """An adult of another kind, and the most of the sessions he or she can give."""

    adult: Id
    most: int


class VendorLesson(Frozen):
    """One vendor lesson and what is proved about it.

    "Necessary" holds for the groups as they meet, with everybody's data as they are:
    the sessions need more lessons than all adults of other kinds together can lawfully
    give, so at least one of them is a vendor's in every staffing, and this one is the
    only one now. "Convenience" (便利) says that no such set was found.

    Attributes:
        week: the sort of week.
        sessions: this lesson's and those that compete for the same adults.
        givers: every adult of another kind who can give any of the sessions.
        needed: lessons the sessions need: one each.
        available: lessons the givers can give at most.
    """

    week: Weeks
    adult: Id
    group: Id
    slot: Id
    role: Role
    verdict: Literal["necessary", "convenience"]
    sessions: tuple[Session, ...] = ()
    givers: tuple[Giver, ...] = ()
    needed: int = 0
    available: int = 0
