"""Judge of: classes share a homework group only within one band and its size."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import Presence, presence_of
from kehou_solver.checks.words import listed
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import CareBand
from kehou_solver.domain.timetable import Group, Timetable
from kehou_solver.policy import Policy

TITLE = Text("合班看护", "Merged homework care")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report homework groups of too many classes, mixed bands or too many children."""
    presence = presence_of(instance, timetable)
    for group in presence.homework_groups:
        for fault in _faults(presence, group):
            yield Finding(
                rule="merged_care",
                about=f"group:{group.id}",
                zh=f"{group.id}：{fault.zh}",
                en=f"{group.id}: {fault.en}",
                school=group.school,
            )


def _faults(presence: Presence, group: Group) -> Iterator[Text]:
    roll = presence.roll
    school = roll.schools.get(group.school)
    if school is None:
        return
    classes = [roll.classes[c] for c in group.classes if c in roll.classes]
    most = school.limits.merge_classes
    if not 1 <= len(classes) <= most:
        yield Text(
            f"含 {len(classes)} 个班，应为 1 至 {most} 个",
            f"has {len(classes)} classes; 1 to {most} are allowed",
        )
    strangers = listed(each.id for each in classes if each.school != school.id)
    if strangers.en:
        yield Text(
            f"{strangers.zh} 不是 {school.id} 的班",
            f"{strangers.en} not of school {school.id}",
        )
    bands = dict.fromkeys(_band(school.limits.care_bands, c.grade) for c in classes)
    if len(bands) > 1 or None in bands:
        grades = listed(sorted({each.grade for each in classes}))
        yield Text(
            f"年级 {grades.zh} 不在同一看护段",
            f"grades {grades.en} are not of one care band",
        )
        return
    for band in bands:
        for meeting in presence.meetings_of[group.id]:
            children = presence.children(meeting)
            if band is not None and children > band.pupils:
                yield Text(
                    f"有 {children} 名学生，至多 {band.pupils} 名",
                    f"has {children} children; at most {band.pupils} are allowed",
                )


def _band(bands: tuple[CareBand, ...], grade: int) -> CareBand | None:
    return next((b for b in bands if b.from_grade <= grade <= b.to_grade), None)
