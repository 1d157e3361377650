"""A class that is by itself too large for any care group."""

from collections.abc import Iterator

from kehou_solver.domain.answer import Shortage
from kehou_solver.domain.base import Weeks
from kehou_solver.shortages.facts import Facts
from kehou_solver.shortages.needs import in_bands
from kehou_solver.shortages.words import slot_words, week_words


def class_size(week: Facts, sort: Weeks) -> Iterator[Shortage]:
    """Compare each class with the largest care group of its band.

    Necessary: all children of a class who are in no club sit in one homework group,
    since a class is never in two at once (rule 2), and that group has at most the
    band's children (rule 7).
    """
    if not week.on("everyone_in_care", "merged_care"):
        return
    said = set()
    for slot in week.instance.slots:
        for band, _, sizes in in_bands(week, slot):
            for name, size in sizes.items():
                if size <= band.pupils or name in said:
                    continue
                said.add(name)
                place, odd = (
                    slot_words(week.index.schools[slot.school], slot),
                    week_words(sort),
                )
                yield Shortage(
                    kind="class_size",
                    about=f"class:{name}",
                    needed=size,
                    available=band.pupils,
                    unit="children",
                    zh=(
                        f"{place.zh}{odd.zh}：{name} 班至少有 {size} 名学生在作业辅导，"
                        f"而一组最多 {band.pupils} 人。请提高 care_bands 的人数，"
                        "或为这些学生开设社团。"
                    ),
                    en=(
                        f"{place.en}{odd.en}: class {name} has {size} children or more "
                        f"in homework care; a group holds {band.pupils}. Raise that, "
                        "or offer them clubs."
                    ),
                )
