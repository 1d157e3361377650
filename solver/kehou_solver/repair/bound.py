"""How many cells must change at least: counted, not searched.

Whatever no rule admits any more goes: one cell each. Most of it must also come back in
another form, which is one cell more: a class whose children need care then, a duty
role, a club that cannot lose a group without losing children. Counted week by week, and
only where the rule that asks for it is in force. Never more than any lawful timetable
changes; often exactly as many.
"""

from collections import defaultdict
from collections.abc import Sequence

from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Id, Weeks
from kehou_solver.model.choice import (
    AnyGroup,
    CareGroup,
    Choice,
    ClubGroup,
    Posted,
    Sits,
    Staffs,
)
from kehou_solver.model.choices import holds_in
from kehou_solver.model.world import World
from kehou_solver.repair.published import Published, slots_of

STAFFED = frozenset({"everyone_in_care", "adults_per_group"})
"""Without both, a lesson that lost its adult need not be given by anybody."""


def fewest(published: Published, *, other_times: bool = False) -> int:
    """Return a number of cells that every lawful timetable changes at least.

    With `other_times`, clubs may move to other slots: their children are then counted
    upon nowhere.
    """
    return sum(
        _Week(published, week, world, held, other_times).fewest()
        for week, world in published.admission.worlds.items()
        if (held := [c for c in published.lost if holds_in(c, week, world)])
    )


class _Week:
    """One week of the published timetable, as far as something in it is lost."""

    def __init__(
        self,
        published: Published,
        week: Weeks,
        world: World,
        lost: list[Choice],
        other_times: bool,
    ) -> None:
        self.published = published
        self.week = week
        self.world = world
        self.lost = lost
        self.other_times = other_times
        self.asked = published.policy.rules()

    def fewest(self) -> int:
        """Add up cells that go and cells that must come instead."""
        posts = sum(isinstance(choice, Posted) for choice in self.lost)
        filled = posts if "posts_filled" in self.asked else 0
        return posts + filled + self._seats() + self._care() + self._clubs()

    def _seats(self) -> int:
        """Count seats in clubs that end, or that nobody may have any more."""
        lost = {(c.pupil, c.group.club) for c in self.lost if isinstance(c, Sits)}
        return sum(
            all(group.club != club for group in self.published.seats.get(pupil, ()))
            and not self._elsewhere(pupil, club)
            for pupil, club in lost
        )

    def _elsewhere(self, pupil_id: Id, club: Id) -> bool:
        """Say whether the child may sit in another group of the club instead."""
        pupil = self.world.pupils[pupil_id]
        gone = pupil.consent is None or self.world.clubs[club].slots == ()
        if gone and self.asked >= {"seats_as_asked", "meetings_as_offered"}:
            return False
        return self.other_times or any(
            self.published.admission.admits(Sits(pupil_id, group))
            for group in self.published.groups
            if isinstance(group, ClubGroup) and group.club == club
        )

    def _staff(self) -> list[Staffs]:
        return [choice for choice in self.lost if isinstance(choice, Staffs)]

    def _care(self) -> int:
        """Count cells of classes: each class needs somebody else, if it needs care."""
        slots: dict[Id, list[Id]] = defaultdict(list)
        removed = 0
        for staffs in self._staff():
            if isinstance(staffs.group, CareGroup):
                for class_id in self.published.classes[staffs.group]:
                    removed += 1
                    slots[class_id].append(staffs.group.slot)
        if not self.asked >= STAFFED:
            return removed
        again = 0
        for class_id, lost in slots.items():
            # Care can only end where every child gets a seat: one cell each, which
            # may serve several slots. So count children against all slots lost.
            staying = min(self._staying(class_id, slot) for slot in lost)
            again += min(len(lost), staying)
        return removed + again

    def _staying(self, class_id: Id, slot_id: Id) -> int:
        """Count children in care then whom no free move could take out of it."""
        world, slot = self.world, self.world.slots[slot_id]
        room_class = world.classes[class_id]
        unlisted = room_class.unlisted if room_class.unlisted_consent else 0
        return unlisted + sum(
            world.attends(pupil, slot)
            and not any(
                slot_id in group.slots or self._may_move(group)
                for group in self.published.seats.get(pupil.id, ())
            )
            for pupil in world.pupils_of[class_id]
        )

    def _may_move(self, group: ClubGroup) -> bool:
        """Say whether its children could be elsewhere without any cell of theirs."""
        return self.other_times or self.published.groups_of_clubs[group.club] > 1

    def _clubs(self) -> int:
        """Count cells of clubs: those that go, and what must come instead."""
        by_club: dict[Id, list[Staffs]] = defaultdict(list)
        removed = 0
        for staffs in self._staff():
            if isinstance(staffs.group, ClubGroup):
                removed += 1
                if staffs.group not in self.published.cancelled:
                    by_club[staffs.group.club].append(staffs)
        if not self.asked >= STAFFED | {"club_seats"}:
            return removed
        return removed + sum(self._again(club, lost) for club, lost in by_club.items())

    def _again(self, club_id: Id, lost: list[Staffs]) -> int:
        """Count what a club needs instead, or the children it would have to drop."""
        club = self.world.clubs[club_id]
        groups = [
            g
            for g in self.published.groups
            if isinstance(g, ClubGroup) and g.club == club_id
        ]
        seated = sum(
            g.club == club_id for s in self.published.seats.values() for g in s
        )
        dropped = max(0, seated - club.seats * (len(groups) - 1))
        needed = 0
        for slot in sorted({s for staffs in lost for s in slots_of(staffs)}):
            meeting = [g for g in groups if slot in g.slots]
            gone = [staffs for staffs in lost if staffs.has(slot)]
            needed += self._instead(club.adults_per_group, slot, meeting, gone)
        return min(needed, dropped)

    def _instead(
        self, adults: int, slot: Id, meeting: Sequence[AnyGroup], gone: list[Staffs]
    ) -> int:
        """Count changes beyond those that go, if as many groups meet as before."""
        stay = [
            staffs
            for group in meeting
            for staffs in self.published.staff[group]
            if staffs.has(slot) and staffs not in self.lost
            if holds_in(staffs, self.week, self.world)
        ]
        leads = sum(staffs.role == "lead" for staffs in gone)
        assistants = sum(staffs.role == "assistant" for staffs in stay)
        new = leads + max(0, len(meeting) * (adults - 1) - assistants)
        if new:
            return new
        accompanied = self.world.schools[meeting[0].school].limits.vendor_accompanied
        vendors = sum(
            staffs.role == "lead"
            and self.world.adults[staffs.adult].kind is AdultKind.VENDOR_INSTRUCTOR
            for staffs in stay
        )
        return int(accompanied and assistants < vendors)
