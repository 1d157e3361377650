"""Changes of an offer: seats, groups, enrolment, slots."""

from typing import Literal

from kehou_solver.domain.base import Id, Text
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.model.choices import total
from kehou_solver.search.remedies.base import Frame, Remedy, Sized, swap, the
from kehou_solver.search.subjects import when


class ClubSeats(Sized):
    """More seats in each group of a club."""

    kind: Literal["club_seats"] = "club_seats"
    club: Id

    def changed(self, instance: Instance) -> Instance:
        """Raise the seats."""
        seats = the(instance.clubs, self.club).seats + self.by
        clubs = swap(instance.clubs, self.club, seats=seats)
        return instance.model_copy(update={"clubs": clubs})

    def says(self, index: Index) -> Text:
        """Say by how many."""
        return Text(
            f"社团 {self.club} 每班多收 {self.by} 人",
            f"{self.club} takes {self.by} more in a group",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the seats there were."""
        for choices, before in frame.weeks:
            for group, _ in choices.club_groups(club=self.club):
                taken = total(var for _, var in choices.sits(group=group))
                frame.at_most(taken, before.clubs[self.club].seats, self.by)


class ParallelGroups(Sized):
    """One more parallel group of a club."""

    kind: Literal["parallel_groups"] = "parallel_groups"
    club: Id

    def changed(self, instance: Instance) -> Instance:
        """Allow more groups."""
        groups = the(instance.clubs, self.club).parallel_groups + self.by
        clubs = swap(instance.clubs, self.club, parallel_groups=groups)
        return instance.model_copy(update={"clubs": clubs})

    def says(self, index: Index) -> Text:
        """Say by how many."""
        return Text(
            f"社团 {self.club} 可多开 {self.by} 个平行班",
            f"{self.club} may open {self.by} more parallel group(s)",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the number of groups there was."""
        choices, before = frame.weeks[0]
        groups = choices.whole.club_groups(club=self.club)
        opened = total(var for _, var in groups)
        frame.at_most(opened, before.clubs[self.club].parallel_groups, self.by)


class MinEnrolment(Sized):
    """A club may open with fewer children."""

    kind: Literal["min_enrolment"] = "min_enrolment"
    club: Id

    def changed(self, instance: Instance) -> Instance:
        """Lower the minimum."""
        fewest = max(0, the(instance.clubs, self.club).min_enrolment - self.by)
        clubs = swap(instance.clubs, self.club, min_enrolment=fewest)
        return instance.model_copy(update={"clubs": clubs})

    def says(self, index: Index) -> Text:
        """Say the new minimum."""
        fewest = index.clubs[self.club].min_enrolment - self.by
        return Text(
            f"社团 {self.club} 最低开班人数降到 {fewest}",
            f"{self.club} may open with {fewest}",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the minimum there was."""
        for choices, before in frame.weeks:
            fewest = before.clubs[self.club].min_enrolment
            for group, opens in choices.club_groups(club=self.club):
                taken = total(var for _, var in choices.sits(group=group))
                frame.at_most(fewest * opens - taken, 0, self.by)


class ClubSlot(Remedy):
    """A club may meet in one more slot."""

    kind: Literal["club_slot"] = "club_slot"
    club: Id
    slot: Id

    def changed(self, instance: Instance) -> Instance:
        """Allow the slot."""
        slots = the(instance.clubs, self.club).slots
        if slots is None or self.slot in slots:
            return instance
        clubs = swap(instance.clubs, self.club, slots=(*slots, self.slot))
        return instance.model_copy(update={"clubs": clubs})

    def says(self, index: Index) -> Text:
        """Say which slot."""
        time = when(index, self.slot)
        return Text(
            f"社团 {self.club} 也可在 {time.zh} 活动",
            f"{self.club} may also meet on {time.en}",
        )

    def restrict(self, frame: Frame) -> None:
        """Refuse groups in the new slot."""
        for choices, before in frame.weeks:
            allowed = before.clubs[self.club].slots
            if allowed is not None and self.slot not in allowed:
                frame.only_if_taken(
                    var
                    for group, var in choices.club_groups(club=self.club)
                    if self.slot in group.slots
                )
