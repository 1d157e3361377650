"""Judge of: every child who asked for a slot is in care in it."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.checks.words import slot_words
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("应托尽托", "Everyone who asked is in care")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report each class whose children are left without homework care in a slot."""
    presence = presence_of(instance, timetable)
    roll = presence.roll
    for each in instance.classes:
        for slot in roll.slots_of.get(each.school, ()):
            children = presence.care[each.id, slot.id]
            if children > 0 and (each.id, slot.id) not in presence.covered:
                words = slot_words(slot)
                yield Finding(
                    rule="everyone_in_care",
                    about=f"class:{each.id}",
                    zh=(
                        f"{each.id} 班在{words.zh}有 {children} 名学生没有看护；"
                        "请安排该班的作业辅导组"
                    ),
                    en=(
                        f"{children} children of class {each.id} are without care in "
                        f"{words.en}; give the class a homework group there"
                    ),
                    school=each.school,
                    weekday=slot.weekday,
                )
