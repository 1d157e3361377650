"""Draw what the planting left open about clubs and rooms, so that it does not show."""

from collections import Counter, defaultdict

from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.frame import MAIN
from kehou_solver.domain import Closure, Club, Index, Room, Timetable
from kehou_solver.domain.base import Weeks


class PlaceNoise:
    """Slots of clubs and closures of rooms that agree with the planted timetable.

    Args:
        index: the school as the planting saw it.
        planted: the timetable to stay clear of.
        odd_even: some closures hold in odd weeks only.
        draws: for everything.
    """

    def __init__(
        self, index: Index, planted: Timetable, *, odd_even: bool, draws: Draws
    ) -> None:
        self._index = index
        self._slots = index.slots_of[MAIN]
        self._odd_even = odd_even
        self._draws = draws
        self._groups = Counter(g.club for g in planted.groups if g.club is not None)
        self._meets: dict[str, set[str]] = defaultdict(set)
        self._used: dict[str, set[int]] = defaultdict(set)
        for group in planted.groups:
            self._meets[group.club or ""].update(group.slots)
            self._used[group.room].update(index.slots[s].weekday for s in group.slots)

    def finish_club(self, club: Club) -> Club:
        """Let three clubs in ten name the slots they may meet in."""
        open_groups = max(club.parallel_groups, self._groups[club.id])
        update: dict[str, object] = {"parallel_groups": open_groups}
        if self._draws.chance(0.3):
            kept = [
                slot
                for slot in self._slots
                if slot.id in self._meets[club.id] or self._draws.chance(0.6)
            ]
            if len({slot.weekday for slot in kept}) >= club.meetings_per_week:
                update["slots"] = tuple(slot.id for slot in kept)
        return club.model_copy(update=update)

    def finish_room(self, room: Room) -> Room:
        """Close a special room on some afternoons on which nobody was planted in it."""
        home = {cls.room for cls in self._index.instance.classes}
        if room.id in home or room.offsite:
            return room
        closed = []
        for weekday in sorted({slot.weekday for slot in self._slots}):
            if weekday in self._used[room.id] or not self._draws.chance(0.12):
                continue
            that_day = [slot for slot in self._slots if slot.weekday == weekday]
            some = self._odd_even and self._draws.chance(0.5)
            weeks: Weeks = "odd" if some else "every"
            closed.append(
                Closure(
                    weekday=weekday,
                    start=that_day[0].start,
                    end=that_day[-1].end,
                    weeks=weeks,
                )
            )
        return room.model_copy(update={"closed": tuple(closed)})
