"""Changes of rooms: seats, opening times, one more room."""

from typing import Literal

from kehou_solver.domain.base import Id, Text, overlap
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import Closure, Room
from kehou_solver.model.world import World
from kehou_solver.search.remedies.base import Frame, Remedy, Sized, swap, the
from kehou_solver.search.subjects import when


class RoomSeats(Sized):
    """More seats in a room."""

    kind: Literal["room_seats"] = "room_seats"
    room: Id

    def changed(self, instance: Instance) -> Instance:
        """Add the seats."""
        seats = the(instance.rooms, self.room).seats + self.by
        return instance.model_copy(
            update={"rooms": swap(instance.rooms, self.room, seats=seats)}
        )

    def says(self, index: Index) -> Text:
        """Say by how many."""
        return Text(
            f"场地 {self.room} 多容纳 {self.by} 人",
            f"room {self.room} holds {self.by} more",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the seats there were for whatever uses the room."""
        for choices, before in frame.weeks:
            seats = before.rooms[self.room].seats
            for use, var in choices.uses(room=self.room):
                for slot in choices.world.meetings(use.group):
                    children = choices.children(use.group, slot)
                    most = len(before.instance.pupils) + sum(
                        c.unlisted for c in before.instance.classes
                    )
                    frame.at_most(children, seats + most * (1 - var), self.by)


class RoomOpened(Remedy):
    """A room that is closed in a slot is open then."""

    kind: Literal["room_opened"] = "room_opened"
    room: Id
    slot: Id

    def changed(self, instance: Instance) -> Instance:
        """Cut the slot out of every closure."""
        slot = the(instance.slots, self.slot)
        closed: list[Closure] = []
        for shut in the(instance.rooms, self.room).closed:
            if shut.weekday != slot.weekday or not overlap(
                shut.start, shut.end, slot.start, slot.end
            ):
                closed.append(shut)
                continue
            if shut.start < slot.start:
                closed.append(shut.model_copy(update={"end": slot.start}))
            if slot.end < shut.end:
                closed.append(shut.model_copy(update={"start": slot.end}))
        return instance.model_copy(
            update={"rooms": swap(instance.rooms, self.room, closed=tuple(closed))}
        )

    def says(self, index: Index) -> Text:
        """Say which room and when."""
        time = when(index, self.slot)
        return Text(
            f"场地 {self.room} 在 {time.zh} 开放",
            f"room {self.room} is open on {time.en}",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the room closed."""
        for choices, before in frame.weeks:
            frame.only_if_taken(
                var
                for use, var in choices.uses(room=self.room)
                if self.slot in use.group.slots and self._was_closed(before)
            )

    def _was_closed(self, before: World) -> bool:
        day, start, end = before.slot_span(self.slot)
        return any(
            shut.weekday == day and overlap(shut.start, shut.end, start, end)
            for shut in before.rooms[self.room].closed
        )


class ExtraRoom(Remedy):
    """One more room with what a club needs (or for homework care), in some slots."""

    kind: Literal["extra_room"] = "extra_room"
    id: Id
    school: Id
    club: Id | None
    slots: tuple[Id, ...]
    features: tuple[Id, ...]
    seats: int

    def changed(self, instance: Instance) -> Instance:
        """Add the room, closed in every other slot."""
        open_in = {(s.weekday, s.start) for s in instance.slots if s.id in self.slots}
        closed = tuple(
            Closure(weekday=slot.weekday, start=slot.start, end=slot.end)
            for slot in instance.slots
            if slot.school == self.school and (slot.weekday, slot.start) not in open_in
        )
        room = Room(
            id=self.id,
            school=self.school,
            name=self.id,
            seats=self.seats,
            features=self.features,
            closed=closed,
        )
        return instance.model_copy(update={"rooms": (*instance.rooms, room)})

    def says(self, index: Index) -> Text:
        """Say what for and when."""
        times = [when(index, slot) for slot in self.slots]
        zh, en = "、".join(t.zh for t in times), ", ".join(t.en for t in times)
        what = Text(f"社团 {self.club}", self.club) if self.club else CARE
        return Text(
            f"{zh} 多一间适合{what.zh}的场地",
            f"there is one more room for {what.en} on {en}",
        )

    def restrict(self, frame: Frame) -> None:
        """Refuse the room."""
        for choices, _ in frame.weeks:
            frame.only_if_taken(var for _, var in choices.uses(room=self.id))


CARE = Text("作业辅导", "homework care")


class RoomFits(Remedy):
    """A room has what a club needs."""

    kind: Literal["room_fits"] = "room_fits"
    room: Id
    club: Id
    features: tuple[Id, ...]

    def changed(self, instance: Instance) -> Instance:
        """Add the features."""
        had = the(instance.rooms, self.room).features
        added = tuple(f for f in self.features if f not in had)
        return instance.model_copy(
            update={"rooms": swap(instance.rooms, self.room, features=had + added)}
        )

    def says(self, index: Index) -> Text:
        """Say what is added."""
        what = "、".join(self.features)
        return Text(
            f"场地 {self.room} 配备 {what}（供社团 {self.club}）",
            f"room {self.room} has {', '.join(self.features)} (for {self.club})",
        )

    def restrict(self, frame: Frame) -> None:
        """Refuse groups the room did not suit."""
        frame.only_if_taken(
            frame.refused("room_suits", lambda choices: choices.uses(room=self.room))
        )
