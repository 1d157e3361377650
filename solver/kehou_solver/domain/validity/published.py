"""The published timetable must name what the instance knows; it may break rules."""

from collections.abc import Iterator, Mapping, Set
from itertools import chain

from kehou_solver.domain.base import Id
from kehou_solver.domain.timetable import Group, Staff, Timetable
from kehou_solver.domain.validity.draft import Draft
from kehou_solver.domain.validity.show import shown
from kehou_solver.errors import Problem


def published_problems(draft: Draft) -> Iterator[Problem]:
    """Judge references and structure; who left or moved must be taken out first."""
    if draft.instance.published is None:
        return
    published = draft.instance.published
    groups: set[Id] = set()
    for position, group in enumerate(published.groups):
        where = f"/published/groups/{position}"
        if group.id in groups:
            zh, en = "组的编号不能重复；请改一个", "group ids are unique; change one"
            yield Problem(f"{where}/id", shown(group.id), zh, en)
        groups.add(group.id)
        yield from _group(draft, where, group)
    yield from _people(draft, published, groups)


def _group(draft: Draft, where: str, group: Group) -> Iterator[Problem]:
    yield from chain(
        draft.refer("schools", group.school, f"{where}/school"),
        draft.refer("clubs", group.club, f"{where}/club"),
        draft.refer("classes", group.classes, f"{where}/classes"),
        draft.refer("slots", group.slots, f"{where}/slots"),
        draft.refer("rooms", group.room, f"{where}/room"),
    )
    if group.kind == "homework":
        if group.club is not None or not group.classes or len(group.slots) != 1:
            yield Problem(
                where,
                shown(group.id),
                "作业辅导组须有行政班、恰好一个时段、没有社团；请改正",
                "a homework group has classes, exactly one slot and no club; mend it",
                "LZ-309",
            )
    elif group.club is None or group.classes:
        yield Problem(
            where,
            shown(group.id),
            "社团组须有社团、没有行政班（学生写在 seats）；请改正",
            "a club group has a club and no classes (children go in seats); mend it",
            "LZ-309",
        )


def _people(draft: Draft, published: Timetable, groups: Set[Id]) -> Iterator[Problem]:
    meetings = {group.id: group.slots for group in published.groups}
    for position, staff in enumerate(published.staff):
        where = f"/published/staff/{position}"
        yield from draft.refer("adults", staff.adult, f"{where}/adult")
        yield from _known_group(f"{where}/group", staff.group, groups)
        yield from _own_slots(f"{where}/slots", staff, meetings)
    for position, post in enumerate(published.posts):
        where = f"/published/posts/{position}"
        yield from draft.refer("adults", post.adult, f"{where}/adult")
        yield from draft.refer("schools", post.school, f"{where}/school")
    for position, seat in enumerate(published.seats):
        where = f"/published/seats/{position}"
        yield from draft.refer("pupils", seat.pupil, f"{where}/pupil")
        yield from _known_group(f"{where}/group", seat.group, groups)


def _own_slots(
    where: str, staff: Staff, meetings: Mapping[Id, tuple[Id, ...]]
) -> Iterator[Problem]:
    slots = staff.slots or ()
    held = meetings.get(staff.group)
    if held is None:
        return
    for place, slot in enumerate(slots):
        if slot not in held or slot in slots[:place]:
            yield Problem(
                f"{where}/{place}",
                shown(slot),
                "只写本组上课的时段，每个一次；全部都在就留空",
                "only slots the group meets in, each once; leave empty for all",
            )


def _known_group(where: str, group: Id, groups: Set[Id]) -> Iterator[Problem]:
    if group not in groups:
        yield Problem(
            where,
            shown(group),
            "published.groups 中没有这个组；请补上组，或删去这一行",
            "published.groups has no such group; add it, or drop this row",
        )
