"""How slots, times and reasons are said in a shortage."""

from collections import Counter
from collections.abc import Iterable

from kehou_solver.domain.base import WEEKDAY_NAMES, Text, Weeks, clock
from kehou_solver.domain.school import School, Slot
from kehou_solver.shortages.blockers import REASONS


def slot_words(school: School, slot: Slot) -> Text:
    """Say where and when a slot is."""
    return time_words(school, slot.weekday, slot.start, slot.end)


def time_words(school: School, weekday: int, start: int, end: int) -> Text:
    """Say where and when something is."""
    day, span = WEEKDAY_NAMES[weekday], f"{clock(start)}–{clock(end)}"
    return Text(f"{school.name}{day.zh} {span}", f"{school.name}, {day.en} {span}")


def week_words(week: Weeks) -> Text:
    """Say which sort of week is meant, if there are two."""
    return {
        "every": Text("", ""),
        "odd": Text("（单周）", " (odd weeks)"),
        "even": Text("（双周）", " (even weeks)"),
    }[week]


def listed(words: Iterable[str], most: int = 6) -> str:
    """List some words, and say if there are more."""
    found = list(dict.fromkeys(words))
    return ", ".join(found[:most]) + (" …" if len(found) > most else "")


def near_misses(only_reasons: Iterable[str]) -> Text:
    """Say how many adults would do but for one reason, reason by reason."""
    # Everybody at every other campus would be "near" but for that.
    known = (reason for reason in only_reasons if reason not in ("serves", "lending"))
    counts = sorted(Counter(known).items())
    if not counts:
        return Text("", "")
    zh = "；".join(f"{n} 人只因{REASONS[reason].zh}" for reason, n in counts)
    en = "; ".join(
        f"{n} only because they {REASONS[reason].en}" for reason, n in counts
    )
    return Text(f"另有人可用但受阻：{zh}。", f" Others are held back: {en}.")
