"""Check certificates by counting. Whoever made them, and however."""

from collections.abc import Iterable, Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.domain.base import Weeks
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import instance_in, timetable_in, weeks_of
from kehou_solver.necessity.certificate import VendorLesson
from kehou_solver.necessity.counting import Staffing
from kehou_solver.policy import Policy

Key = tuple[Weeks, str, str, str, str]


def faults(
    instance: Instance,
    timetable: Timetable,
    policy: Policy,
    lessons: Iterable[VendorLesson],
) -> Iterator[Finding]:
    """Report lessons without an entry, entries without a lesson, and false proofs."""
    staffings = {
        week: Staffing(
            instance_in(instance, week),
            timetable_in(instance, timetable, week),
            policy,
        )
        for week in weeks_of(instance, timetable)
    }
    there: list[Key] = [
        (week, adult, session.group, session.slot, session.role)
        for week, staffing in staffings.items()
        for adult, session in staffing.vendor_lessons
    ]
    told: list[Key] = []
    for lesson in lessons:
        key: Key = (lesson.week, lesson.adult, lesson.group, lesson.slot, lesson.role)
        told.append(key)
        if key in there and lesson.verdict == "necessary":
            wrong = _wrong(staffings[lesson.week], lesson)
            if wrong:
                yield _finding(key, *wrong)
    for missing in sorted(set(there) - set(told)):
        yield _finding(missing, "没有说明是否必需", "is not accounted for")
    for one in told:
        if one not in there or told.count(one) > there.count(one):
            yield _finding(one, "不是机构的课", "is no vendor lesson, or told twice")


def _wrong(staffing: Staffing, lesson: VendorLesson) -> tuple[str, str] | None:
    """Return what is wrong with a certificate in both languages."""
    sessions = set(lesson.sessions)
    if len(sessions) < len(lesson.sessions) or not sessions <= staffing.sessions:
        return "列出的岗位重复或不存在", "lists sessions twice or that do not exist"
    by_vendor = {session for _, session in staffing.vendor_lessons}
    own = {
        session
        for adult, session in staffing.vendor_lessons
        if (adult, session.group, session.slot, session.role)
        == (lesson.adult, lesson.group, lesson.slot, lesson.role)
    }
    if len(sessions & by_vendor) != 1 or not sessions & own:
        return "应恰好含这一节机构课", "must hold this vendor lesson and no other"
    most = {a.id: staffing.most(a, lesson.sessions) for a in staffing.others}
    counted = {name: count for name, count in most.items() if count}
    if counted != {giver.adult: giver.most for giver in lesson.givers}:
        return "能承担的人员或课时数不符", "the adults or their lessons are miscounted"
    available = sum(counted.values())
    if (lesson.needed, lesson.available) != (len(sessions), available):
        return "两个数字不符", "the two numbers are not what is counted"
    if available >= len(sessions):
        return (
            f"需 {len(sessions)} 课时，可供 {available} 课时，不能证明必需",
            f"{len(sessions)} lessons needed, {available} available: proves nothing",
        )
    return None


def _finding(key: Key, zh: str, en: str) -> Finding:
    week, adult, group, slot, _ = key
    return Finding(
        rule="vendor_necessity",
        about=f"adult:{adult}",
        zh=f"{adult} 在 {group} {slot}（{week}）：{zh}",
        en=f"{adult} in {group} {slot} ({week}): {en}",
    )
