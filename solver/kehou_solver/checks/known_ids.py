"""Whether a timetable speaks of things that exist: asked before anything is judged."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence

from kehou_solver.checks.finding import Finding
from kehou_solver.domain.base import Id, Text
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Group, Staff, Timetable
from kehou_solver.policy import Policy

TITLE = Text("编号有效", "Ids that exist")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report unknown ids, ids used twice, and groups that are neither care nor club.

    Wants the whole timetable, before it is split into odd and even weeks.
    """
    index = Index(instance)
    groups = {group.id: group for group in timetable.groups}
    for group_id, times in Counter(g.id for g in timetable.groups).items():
        if times > 1:
            yield _finding(
                f"group:{group_id}",
                Text(f"编号 {group_id} 用了 {times} 次", f"id used {times} times"),
            )
    for group in timetable.groups:
        for fault in _group(index, group):
            yield _finding(f"group:{group.id}", fault)
    for staff in timetable.staff:
        for fault in (
            *_unknown("人员", "adult", [staff.adult], index.adults),
            *_unknown("组", "group", [staff.group], groups),
            *_not_there(staff, groups),
        ):
            yield _finding(f"adult:{staff.adult}", fault)
    for post in timetable.posts:
        for fault in (
            *_unknown("人员", "adult", [post.adult], index.adults),
            *_unknown("学校", "school", [post.school], index.schools),
        ):
            yield _finding(f"adult:{post.adult}", fault)
    for seat in timetable.seats:
        for fault in (
            *_unknown("学生", "pupil", [seat.pupil], index.pupils),
            *_unknown("组", "group", [seat.group], groups),
        ):
            yield _finding(f"pupil:{seat.pupil}", fault)
        if seat.group in groups and groups[seat.group].kind != "club":
            yield _finding(
                f"pupil:{seat.pupil}",
                Text(
                    f"在作业辅导组 {seat.group} 有座位；座位只属于社团组",
                    f"has a seat in homework group {seat.group}; only clubs have seats",
                ),
            )


def _group(index: Index, group: Group) -> Iterator[Text]:
    yield from _unknown("学校", "school", [group.school], index.schools)
    yield from _unknown("场地", "room", [group.room], index.rooms)
    yield from _unknown("时段", "slot", group.slots, index.slots)
    yield from _unknown("班级", "class", group.classes, index.classes)
    if group.club is not None:
        yield from _unknown("社团", "club", [group.club], index.clubs)
    if group.kind == "club" and group.club is None:
        yield Text("社团组没有写明社团", "a club group names its club")
    if group.kind == "club" and group.classes:
        yield Text("社团组不应写班级", "a club group names no classes")
    if group.kind == "homework" and group.club is not None:
        yield Text("作业辅导组不应写社团", "a homework group names no club")
    yield from _twice("时段", "slot", group.slots)
    yield from _twice("班级", "class", group.classes)


def _unknown(
    zh: str, en: str, ids: Sequence[Id], known: Container[Id]
) -> Iterator[Text]:
    for one in ids:
        if one not in known:
            yield Text(f"没有{zh} {one}", f"there is no {en} {one}")


def _not_there(staff: Staff, groups: Mapping[Id, Group]) -> Iterator[Text]:
    if staff.slots is None or staff.group not in groups:
        return
    group = groups[staff.group]
    for slot in staff.slots:
        if slot not in group.slots:
            yield Text(
                f"组 {group.id} 不在时段 {slot} 上课",
                f"group {group.id} does not meet in slot {slot}",
            )
    yield from _twice("时段", "slot", staff.slots)


def _twice(zh: str, en: str, ids: Sequence[Id]) -> Iterator[Text]:
    for one, times in Counter(ids).items():
        if times > 1:
            yield Text(
                f"{zh} {one} 写了 {times} 次", f"{en} {one} is named {times} times"
            )


def _finding(about: str, fault: Text) -> Finding:
    subject = about.partition(":")[2]
    return Finding(
        rule="known_ids",
        about=about,
        zh=f"{subject}：{fault.zh}",
        en=f"{subject}: {fault.en}",
    )
