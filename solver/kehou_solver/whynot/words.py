"""The answer in words, for the scheduler."""

from collections.abc import Sequence

from kehou_solver.domain.base import Text
from kehou_solver.domain.index import Index
from kehou_solver.measures import MEASURES
from kehou_solver.search.subjects import pin_in_words, when
from kehou_solver.whynot.answer import GoalChange, Need, Possible
from kehou_solver.whynot.question import (
    AdultUnwanted,
    MergingUnwanted,
    PinRefused,
    Question,
    RoomUnwanted,
    WishNotMet,
)

UNDER_WAY = Text(
    "（有试算超时，可能还有更小或其他的办法）",
    " (a probe ran out of time: there may be smaller or other ways)",
)
NEARBY = Text(
    "（只比较了与本课表相近的安排）",
    " (compared with timetables close to this one only)",
)


def thing(index: Index, question: Question) -> Text:
    """Return what was asked for, as a statement."""
    match question:
        case WishNotMet(pupil=pupil, club=club):
            return Text(f"{pupil} 参加社团 {club}", f"{pupil} in {club}")
        case PinRefused(pin=pin):
            return pin_in_words(index, pin)
        case AdultUnwanted(adult=adult, slot=slot):
            time = when(index, slot)
            return Text(
                f"{adult} 在 {time.zh} 不带班", f"{adult} without a group on {time.en}"
            )
        case MergingUnwanted(class_id=class_id, slot=slot):
            time = when(index, slot)
            return Text(
                f"{class_id} 在 {time.zh} 不合班", f"{class_id} not merged on {time.en}"
            )
        case RoomUnwanted(room=room, slot=slot):
            time = when(index, slot)
            return Text(
                f"{time.zh} 不用场地 {room}", f"room {room} not used on {time.en}"
            )


def changes_in_words(changes: Sequence[GoalChange]) -> Text:
    """List goals that change with both values."""
    zh, en = [], []
    for change in changes:
        measure = MEASURES[change.name]
        zh.append(
            f"{measure.title.zh} {change.before}→{change.after} {measure.unit.zh}"
        )
        en.append(
            f"{measure.title.en} {change.before}→{change.after} {measure.unit.en}"
        )
    return Text("；".join(zh), "; ".join(en))


def in_words(
    index: Index,
    question: Question,
    possible: Possible | None,
    needs: Sequence[Need],
    *,
    already: bool,
    complete: bool,
    near: bool,
) -> Text:
    """Return the whole answer."""
    what = thing(index, question)
    if already:
        return Text(f"{what.zh}：现课表已经如此。", f"{what.en}: already so.")
    zh, en = [], []
    if possible is not None:
        said = _possible(possible)
        zh.append(f"{what.zh}：{said.zh}")
        en.append(f"{what.en}: {said.en}")
    if needs:
        zh.append(
            f"{what.zh}，且不降低任何优先层级，需要下列之一（均已重新求解确认）："
            + "；或 ".join(need.zh for need in needs)
            + "。"
        )
        en.append(
            f"{what.en} without lowering a tier takes one of these, each confirmed by "
            "solving again: " + "; or ".join(need.en for need in needs) + "."
        )
    elif possible is None or not possible.keeps_tiers:
        zh.append("没有找到可以办到的数据修改。")
        en.append("No change of data was found that would do.")
    tail = Text("", "")
    if near:
        tail = Text(tail.zh + NEARBY.zh, tail.en + NEARBY.en)
    if not complete:
        tail = Text(tail.zh + UNDER_WAY.zh, tail.en + UNDER_WAY.en)
    return Text("".join(zh) + tail.zh, " ".join(en) + tail.en)


def _possible(possible: Possible) -> Text:
    said = changes_in_words(possible.changes)
    if not possible.changes:
        return Text("可以，各项目标不变。", "possible, no goal changes.")
    if possible.keeps_tiers and possible.best:
        return Text(
            f"可以，更优先的层级不受影响；变化：{said.zh}。",
            f"possible, earlier tiers are kept; changes: {said.en}.",
        )
    if possible.keeps_tiers:
        return Text(
            f"可以，更优先的层级不受影响；其中一种排法的变化：{said.zh}。",
            f"possible, earlier tiers are kept; one such timetable changes: {said.en}.",
        )
    return Text(
        f"可以，但要由同一或更优先层级的其他学生让出：{said.zh}。",
        f"possible, but children of the same or an earlier tier would pay: {said.en}.",
    )
