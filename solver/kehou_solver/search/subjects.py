"""Name the subject of a clash so that a scheduler recognises it."""

from kehou_solver.domain.base import WEEKDAY_NAMES, Text, clock
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import MeetingPin, Pin, SeatPin, StaffPin

KINDS = {
    "adult": Text("人员", "adult"),
    "class": Text("班级", "class"),
    "room": Text("场地", "room"),
    "school": Text("学校", "school"),
    "pupil": Text("学生", "pupil"),
    "club": Text("社团", "club"),
}


def in_words(index: Index, about: str) -> Text:
    """Return words for a subject such as `adult:T07` or `group:care.3-1@mon-1`."""
    kind, _, name = about.partition(":")
    if kind == "pin":
        return _pin(index, int(name))
    if "@" in name:
        return _group(index, name)
    known = KINDS.get(kind)
    return (
        Text(f"{known.zh} {name}", f"{known.en} {name}") if known else Text(name, name)
    )


def when(index: Index, slot_id: str) -> Text:
    """Return a slot as weekday and time."""
    slot = index.slots[slot_id]
    day = WEEKDAY_NAMES[slot.weekday]
    span = f"{clock(slot.start)}–{clock(slot.end)}"
    return Text(f"{day.zh} {span}", f"{day.en} {span}")


def _group(index: Index, name: str) -> Text:
    """Name `care.3-1@mon-1` and `chess.0@mon-2+wed-1`."""
    what, _, slots = name.rpartition("@")
    times = [when(index, slot) for slot in slots.split("+")]
    zh = "、".join(time.zh for time in times)
    en = ", ".join(time.en for time in times)
    if what.startswith("care."):
        class_id = what.removeprefix("care.")
        return Text(f"{class_id} {zh} 的作业辅导", f"homework care of {class_id}, {en}")
    club = what.rpartition(".")[0]
    return Text(f"社团 {club} {zh} 的活动", f"a group of {club}, {en}")


def _pin(index: Index, number: int) -> Text:
    said = pin_in_words(index, index.instance.pins[number])
    return Text(f"第 {number + 1} 项锁定：{said.zh}", f"pin {number + 1}: {said.en}")


def pin_in_words(index: Index, pin: Pin) -> Text:
    """Return what a pin asks for."""
    match pin:
        case SeatPin():
            return Text(f"{pin.pupil} 在 {pin.club}", f"{pin.pupil} in {pin.club}")
        case MeetingPin():
            time = when(index, pin.slot)
            return Text(f"{pin.club} {time.zh}", f"{pin.club} on {time.en}")
    time = when(index, pin.slot)
    who = pin.adult if isinstance(pin, StaffPin) else pin.room
    what = pin.club or pin.class_id
    return Text(f"{who} — {what} {time.zh}", f"{who} — {what} on {time.en}")
