"""What differs from the published timetable, in words."""

from collections import defaultdict
from collections.abc import Iterable

from kehou_solver.domain.base import WEEKDAY_NAMES, Id, Text, Weeks
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import timetable_in, weeks_of
from kehou_solver.repair.answer import Change
from kehou_solver.report.words import ROLE_NAMES, WEEK_NAMES, slot_words

Place = tuple[str, ...]
"""Where somebody is: kind first, then what names it."""

Ids = tuple[str, ...]

NOBODY = Text("—", "—")
ROLES = {"lead": Text("主班", "lead"), "assistant": Text("副班", "assistant")}


def changes_between(instance: Instance, timetable: Timetable) -> tuple[Change, ...]:
    """Return what is no longer as published, in the order of the week."""
    published = instance.published or Timetable()
    weeks = max(weeks_of(instance, timetable), weeks_of(instance, published), key=len)
    found: dict[tuple[Place, Ids, Ids], list[Weeks]] = defaultdict(list)
    for week in weeks:
        old = _cells(timetable_in(instance, published, week))
        new = _cells(timetable_in(instance, timetable, week))
        for place in old.keys() | new.keys():
            before, after = old.get(place, set()), new.get(place, set())
            gone, come = tuple(sorted(before - after)), tuple(sorted(after - before))
            # Whoever has a place no longer has no room there, either: say it once.
            if (gone or come) and (place[0] != "room" or (before and after)):
                found[place, gone, come].append(week)
    teller = _Teller(Index(instance))
    return tuple(
        teller.change(place, gone, come, held, all_weeks=held == list(weeks))
        for (place, gone, come), held in sorted(
            found.items(), key=lambda item: (teller.when(item[0][0]), item[0])
        )
    )


def _cells(timetable: Timetable) -> dict[Place, set[str]]:
    """Return who is where, by place; rooms are places of their own."""
    groups = {group.id: group for group in timetable.groups}
    cells: dict[Place, set[str]] = defaultdict(set)
    for staff in timetable.staff:
        group = groups[staff.group]
        for slot in filter(staff.has, group.slots):
            if group.kind == "club":
                cells["club", slot, group.club or "", staff.role].add(staff.adult)
            for class_id in group.classes:
                cells["care", slot, class_id, staff.role].add(staff.adult)
    for post in timetable.posts:
        where = ("post", str(post.weekday), post.school, post.role.value)
        cells[where].add(post.adult)
    for seat in timetable.seats:
        club = groups[seat.group].club or ""
        cells["seat", club, seat.pupil].add(club)
    for group in timetable.groups:
        for slot in group.slots:
            for class_id in group.classes:
                cells["room", slot, class_id].add(group.room)
            if group.club:
                cells["room", slot, group.club].add(group.room)
    return cells


class _Teller:
    """Says differences in words."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def when(self, place: Place) -> tuple[int, int]:
        """Return where a place stands in the week."""
        kind, where = place[0], place[1]
        if kind == "post":
            return int(where), 24 * 60
        if kind == "seat":
            return 8, 0
        slot = self.index.slots[where]
        return slot.weekday, slot.start

    def change(
        self, place: Place, gone: Ids, come: Ids, weeks: list[Weeks], *, all_weeks: bool
    ) -> Change:
        """Return a difference in words; the weeks are named where only some have it."""
        kind = place[0]
        names = {"room": self._rooms, "seat": self._clubs}.get(kind, self._adults)
        what = self._what(place)
        if not all_weeks:
            week = WEEK_NAMES[weeks[0]]
            what = Text(f"{what.zh}（{week.zh}）", f"{what.en} ({week.en})")
        cells = 0 if kind == "room" else (len(gone) + len(come)) * len(weeks)
        return Change(what=what, before=names(gone), after=names(come), cells=cells)

    def _what(self, place: Place) -> Text:
        match place:
            case ("care", slot, class_id, _):
                at = self._slot(slot)
                return Text(
                    f"{at.zh} {class_id} 作业辅导", f"{at.en} care of {class_id}"
                )
            case ("club", slot, club, role):
                at, as_ = self._slot(slot), ROLES[role]
                name = self.index.clubs[club].name
                return Text(f"{at.zh} {name} {as_.zh}", f"{at.en} {name}, {as_.en}")
            case ("post", weekday, school, role):
                day = WEEKDAY_NAMES[int(weekday)]
                names = {key.value: name for key, name in ROLE_NAMES.items()}
                zh, en = names[role]
                where = self.index.schools[school].name
                return Text(f"{day.zh} {where} {zh}", f"{day.en} {where}, {en}")
            case ("seat", _, pupil):
                return Text(f"学生 {pupil} 的社团座位", f"club seat of pupil {pupil}")
            case ("room", slot, what):
                at = self._slot(slot)
                offered = self.index.clubs.get(what)
                name = offered.name if offered else what
                return Text(f"{at.zh} {name} 的场地", f"{at.en} room of {name}")
            case _:
                raise ValueError(place)

    def _slot(self, slot: Id) -> Text:
        found = self.index.slots[slot]
        return Text(slot_words(found, "zh"), slot_words(found, "en"))

    def _adults(self, ids: tuple[str, ...]) -> Text:
        return _listed(adult_words(self.index, one) for one in ids)

    def _rooms(self, ids: tuple[str, ...]) -> Text:
        return _listed(self.index.rooms[one].name for one in ids)

    def _clubs(self, ids: tuple[str, ...]) -> Text:
        return _listed(self.index.clubs[one].name for one in ids)


def adult_words(index: Index, adult: Id) -> str:
    """Write an adult so that both the scheduler and the file know who is meant."""
    name = index.adults[adult].name
    return adult if name == adult else f"{name} ({adult})"


def _listed(names: Iterable[str]) -> Text:
    words = list(names)
    return Text("、".join(words), ", ".join(words)) if words else NOBODY
