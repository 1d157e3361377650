"""How findings name days, slots, money and papers, in both languages."""

from collections.abc import Iterable

from kehou_solver.domain.adult import PaperKind
from kehou_solver.domain.base import WEEKDAY_NAMES, Text, clock
from kehou_solver.domain.school import DutyRole, Slot

PAPERS = {
    PaperKind.LETTER: Text("责任书", "responsibility letter"),
    PaperKind.INSURANCE: Text("人身意外保险", "accident insurance"),
    PaperKind.BACKGROUND: Text("背景核查", "background check"),
    PaperKind.HEALTH: Text("健康检查", "health check"),
}

ROLES = {
    DutyRole.DUTY_LEADER: Text("值班领导", "duty leader"),
    DutyRole.PATROL: Text("巡课", "patrol"),
    DutyRole.GATE_DUTY: Text("护导", "gate duty"),
}


def listed(ids: Iterable[object]) -> Text:
    """List ids in the order given."""
    words = [str(one) for one in ids]
    return Text("、".join(words), ", ".join(words))


def joined(texts: Iterable[Text]) -> Text:
    """List texts in the order given."""
    texts = list(texts)
    return Text("、".join(t.zh for t in texts), ", ".join(t.en for t in texts))


def span(start: int, end: int) -> str:
    """Write a span of one day, such as "16:30-17:10"."""
    return f"{clock(start)}-{clock(end)}"


def when(weekday: int, start: int, end: int) -> Text:
    """Write a weekday and a span."""
    day = WEEKDAY_NAMES[weekday]
    hours = span(start, end)
    return Text(f"{day.zh} {hours}", f"{day.en} {hours}")


def slot_words(slot: Slot) -> Text:
    """Name a slot with its day and hours: "周一 mon-1（16:30-17:10）"."""
    day = WEEKDAY_NAMES[slot.weekday]
    hours = span(slot.start, slot.end)
    return Text(f"{day.zh} {slot.id}（{hours}）", f"{day.en} {slot.id} ({hours})")


def yuan(fen: int) -> str:
    """Write fen as yuan: 12345 is "123.45"."""
    return f"{fen // 100}.{fen % 100:02d}"
