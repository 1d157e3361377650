"""Changes a family can make: one more club, one more slot."""

from typing import Literal

from kehou_solver.domain.base import Id, Text
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.model.choices import total
from kehou_solver.search.remedies.base import Frame, Remedy, Sized, swap, the
from kehou_solver.search.subjects import when


class MoreClubs(Sized):
    """A child may be in more clubs at once."""

    kind: Literal["more_clubs"] = "more_clubs"
    pupil: Id

    def changed(self, instance: Instance) -> Instance:
        """Raise the number."""
        most = the(instance.pupils, self.pupil).clubs_per_week + self.by
        pupils = swap(instance.pupils, self.pupil, clubs_per_week=most)
        # A draw speaks of the list of applicants it was made for, and of no other.
        return instance.model_copy(update={"pupils": pupils, "draw": None})

    def says(self, index: Index) -> Text:
        """Say whose."""
        return Text(
            f"{self.pupil} 每周可多参加 {self.by} 个社团",
            f"{self.pupil} may be in {self.by} more club(s) a week",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the number there was."""
        for choices, before in frame.weeks:
            seats = total(var for _, var in choices.sits(pupil=self.pupil))
            frame.at_most(seats, before.pupils[self.pupil].clubs_per_week, self.by)


class Stays(Remedy):
    """A child stays for one more slot.

    Not a pure gain: the child then needs care there, too. Searches try it by itself
    and never together with another of its kind.
    """

    kind: Literal["stays"] = "stays"
    pupil: Id
    slot: Id

    def changed(self, instance: Instance) -> Instance:
        """Ask for the slot, and for no other slot of that day that was not asked."""
        who, slot = the(instance.pupils, self.pupil), the(instance.slots, self.slot)
        skips = tuple(skip for skip in who.skips if skip != self.slot)
        if slot.weekday not in who.weekdays:
            skips += tuple(
                other.id
                for other in instance.slots
                if other.school == slot.school
                and other.weekday == slot.weekday
                and other.id != slot.id
                and other.id not in skips
            )
        days = tuple(sorted({*who.weekdays, slot.weekday}))
        pupils = swap(instance.pupils, self.pupil, weekdays=days, skips=skips)
        # A draw speaks of the list of applicants it was made for, and of no other.
        return instance.model_copy(update={"pupils": pupils, "draw": None})

    def says(self, index: Index) -> Text:
        """Say who and when."""
        time = when(index, self.slot)
        return Text(
            f"{self.pupil} 也参加 {time.zh}", f"{self.pupil} also stays on {time.en}"
        )

    def restrict(self, frame: Frame) -> None:
        """Never called: see the class."""
        raise NotImplementedError
