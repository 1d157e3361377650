"""From words on the command line to one question."""

from typing import NamedTuple

from kehou_solver.domain.instance import Instance
from kehou_solver.errors import InputError, Problem
from kehou_solver.whynot import (
    AdultUnwanted,
    MergingUnwanted,
    PinRefused,
    Question,
    RoomUnwanted,
    WishNotMet,
)


class Words(NamedTuple):
    """What was typed; exactly one of them is a question."""

    wish: str | None
    pin: int | None
    not_adult: str | None
    not_merged: str | None
    not_room: str | None


def question_of(instance: Instance, words: Words) -> Question:
    """Return the one question that was asked.

    Raises:
        InputError: if it is none, several, or not two names.
    """
    asked = [(name, value) for name, value in words._asdict().items() if value]
    if len(asked) != 1:
        raise _refusal(
            "kehou why",
            str(len(asked)),
            "请只问一件事：--wish、--pin、--not-adult、--not-merged 或 --not-room",
            "ask one thing: --wish, --pin, --not-adult, --not-merged or --not-room",
        )
    name, value = asked[0]
    if isinstance(value, int):
        if value > len(instance.pins):
            raise _refusal(
                "--pin",
                str(value),
                f"数据中有 {len(instance.pins)} 项锁定",
                f"the instance has {len(instance.pins)} pin(s)",
            )
        return PinRefused(pin=instance.pins[value - 1])
    left, equals, right = value.partition("=")
    if not (left and equals and right):
        option = "--" + name.replace("_", "-")
        raise _refusal(
            option, value, "写成“甲=乙”，如 p1=chess", "write two ids: p1=chess"
        )
    match name:
        case "wish":
            return WishNotMet(pupil=left, club=right)
        case "not_adult":
            return AdultUnwanted(adult=left, slot=right)
        case "not_merged":
            return MergingUnwanted(class_id=left, slot=right)
        case _:
            return RoomUnwanted(room=left, slot=right)


def _refusal(where: str, seen: str, zh: str, en: str) -> InputError:
    return InputError([Problem(where, seen, zh, en)])
