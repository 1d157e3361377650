"""The words printed for kinds, roles, weeks and times, in both languages."""

from collections.abc import Mapping

from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import WEEKDAY_NAMES, Text, Weeks, clock
from kehou_solver.domain.pupil import ClubCategory
from kehou_solver.domain.school import DutyRole, Slot

HOMEWORK_CARE = Text("作业辅导", "Homework care")

KIND_NAMES: Mapping[AdultKind, Text] = {
    AdultKind.OWN_TEACHER: Text("本校教师", "own teacher"),
    AdultKind.GROUP_TEACHER: Text("集团校教师", "group teacher"),
    AdultKind.RETIREE: Text("退休教师", "retiree"),
    AdultKind.SPORTS_COACH: Text("体育教练", "sports coach"),
    AdultKind.ARTS_SCIENCE_WORKER: Text("文艺科普工作者", "arts or science worker"),
    AdultKind.ARTISAN: Text("能工巧匠", "artisan"),
    AdultKind.HERITAGE_BEARER: Text("非遗传承人", "heritage bearer"),
    AdultKind.VOLUNTEER: Text("志愿者", "volunteer"),
    AdultKind.VENDOR_INSTRUCTOR: Text("机构教师", "vendor instructor"),
    AdultKind.SUPPORT_STAFF: Text("管理后勤人员", "support staff"),
}

CATEGORY_NAMES: Mapping[ClubCategory, Text] = {
    ClubCategory.SCIENCE: Text("科普", "science"),
    ClubCategory.SPORT_CULTURE: Text("文体", "sport and culture"),
    ClubCategory.ART: Text("艺术", "art"),
    ClubCategory.LABOUR: Text("劳动", "labour"),
    ClubCategory.READING: Text("阅读", "reading"),
    ClubCategory.INTEREST: Text("兴趣小组", "interest group"),
    ClubCategory.SOCIETY: Text("社团", "society"),
}

ROLE_NAMES: Mapping[DutyRole, Text] = {
    DutyRole.DUTY_LEADER: Text("值班领导", "duty leader"),
    DutyRole.PATROL: Text("巡课", "patrol"),
    DutyRole.GATE_DUTY: Text("护导", "gate duty"),
}

WEEK_NAMES: Mapping[Weeks, Text] = {
    "every": Text("每周", "every week"),
    "odd": Text("单周", "odd weeks"),
    "even": Text("双周", "even weeks"),
}

_SHORT_WEEK: Mapping[Weeks, Text] = {
    "every": Text("", ""),
    "odd": Text("（单）", " (odd)"),
    "even": Text("（双）", " (even)"),
}


def span(start: int, end: int) -> str:
    """Write two clock times as "15:40-16:20"."""
    return f"{clock(start)}-{clock(end)}"


def said_in(words: str, lang: str) -> str:
    """Return the half of "中文 / English" that is in `lang`; anything else whole."""
    chinese, divider, english = words.partition(" / ")
    both = divider and " / " not in english
    if not both or not _has_chinese(chinese) or _has_chinese(english):
        return words
    return chinese if lang == "zh" else english


def _has_chinese(words: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in words)


def slot_words(slot: Slot, lang: str) -> str:
    """Write a slot as weekday and times."""
    return f"{WEEKDAY_NAMES[slot.weekday].of(lang)} {span(slot.start, slot.end)}"


def taking_turns(people: Mapping[Weeks, list[str]], lang: str) -> str:
    """Write who is there; one name for odd and one for even weeks become "A/B".

    Args:
        people: names by the weeks they are there.
        lang: "zh" or "en".
    """
    words = list(people.get("every", ()))
    odd, even = people.get("odd", []), people.get("even", [])
    if len(odd) == len(even) == 1:
        return ", ".join([*words, f"{odd[0]}/{even[0]}"])
    words += [name + _SHORT_WEEK["odd"].of(lang) for name in odd]
    words += [name + _SHORT_WEEK["even"].of(lang) for name in even]
    return ", ".join(words)
