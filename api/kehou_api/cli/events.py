"""Events and frozen days, as they are typed on the command line."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kehou_solver.domain.base import WEEKDAY_NAMES, Id
from kehou_solver.domain.events import (
    AdultAway,
    ClubCancelled,
    Event,
    PupilLeaves,
    RoomClosed,
    weekdays_of,
)
from kehou_solver.domain.instance import Instance
from kehou_solver.errors import InvalidFile, InvalidInstance, Problem
from kehou_solver.repair import Freeze
from kehou_solver.repair import since as days_since

WEEKDAYS = {
    word: day
    for day, name in WEEKDAY_NAMES.items()
    for word in (name.zh, name.en.lower(), str(day))
}
LEVELS = {level.name.lower().replace("_", "-"): level for level in Freeze}


def events_from(
    instance: Instance,
    *,
    away: Sequence[str] = (),
    rooms: Sequence[str] = (),
    clubs: Sequence[str] = (),
    pupils: Sequence[str] = (),
    weeks: str = "every",
    file: Path | None = None,
) -> tuple[Event, ...]:
    """Read events in the words of the options.

    Raises:
        InputError: if a word cannot be read.
    """
    events: list[Event] = [
        *(_away(instance, words, weeks) for words in away),
        *(_closed(words, weeks) for words in rooms),
        *(ClubCancelled(club=club) for club in clubs),
        *(PupilLeaves(pupil=pupil) for pupil in pupils),
        *(_in_file(file) if file is not None else ()),
    ]
    if not events:
        raise _refusal(
            "--away …",
            "—",
            "没有写明发生了什么；请至少给出一个事件",
            "nothing happened; give at least one event",
        )
    return tuple(events)


def freeze_from(
    instance: Instance,
    events: Sequence[Event],
    since: str | None,
    levels: Sequence[str],
) -> dict[int, Freeze]:
    """Return what may change on each weekday."""
    if since is not None:
        first = _weekday("--since", since)
    else:
        try:
            dated = all(isinstance(e, AdultAway | RoomClosed) for e in events)
            first = min(weekdays_of(instance, events)) if dated else 1
        except KeyError:
            first = 1  # an unknown slot: the repair itself says so
    freeze = days_since(first)
    for words in levels:
        day, _, level = words.partition("=")
        if level.lower() not in LEVELS:
            zh, en = f"可写 {'、'.join(LEVELS)}", f"one of {', '.join(LEVELS)}"
            raise _refusal("--freeze", words, zh, en)
        freeze[_weekday("--freeze", day)] = LEVELS[level.lower()]
    return freeze


def _away(instance: Instance, words: str, weeks: str) -> Event:
    adult, equals, when = words.partition("=")
    slots = {slot.id for slot in instance.slots}
    days: list[int] = []
    named: list[Id] = []
    for word in filter(None, when.split(",")):
        if word in slots:
            named.append(word)
        else:
            days.append(_weekday("--away", word, words))
    if not (equals and (days or named)):
        zh, en = "写成 T07=tue 或 T07=tue-1", "write T07=tue or T07=tue-1"
        raise _refusal("--away", words, zh, en)
    return _made(
        "--away",
        words,
        {
            "kind": "adult_away",
            "adult": adult,
            "weekdays": days,
            "slots": named,
            "weeks": weeks,
        },
    )


def _closed(words: str, weeks: str) -> Event:
    room, _, when = words.partition("=")
    day, _, hours = when.partition("@")
    start, _, end = hours.partition("-")
    if not all((room, day, start, end)):
        zh, en = "写成 hall=tue@16:30-17:10", "write hall=tue@16:30-17:10"
        raise _refusal("--room-closed", words, zh, en)
    return _made(
        "--room-closed",
        words,
        {
            "kind": "room_closed",
            "room": room,
            "weekday": _weekday("--room-closed", day),
            "start": start,
            "end": end,
            "weeks": weeks,
        },
    )


def _weekday(where: str, word: str, seen: str | None = None) -> int:
    day = WEEKDAYS.get(word.strip().lower())
    if day is None:
        zh, en = "星期写 mon … sun 或 周一 … 周日", "weekdays are mon … sun"
        raise _refusal(where, seen or word, zh, en)
    return day


_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_EVENTS: TypeAdapter[list[Event]] = TypeAdapter(list[Event])


def _made(where: str, words: str, fields: dict[str, object]) -> Event:
    try:
        return _EVENT.validate_json(json.dumps(fields))
    except ValidationError:
        raise _refusal(
            where, words, "无法识别；请核对", "cannot be read; check it"
        ) from None


def _in_file(path: Path) -> Iterator[Event]:
    try:
        yield from _EVENTS.validate_json(path.read_bytes())
    except OSError as error:
        zh, en = "无法打开；请核对路径", "cannot be opened; check the path"
        raise InvalidFile([Problem(str(path), str(error.strerror), zh, en)]) from None
    except ValidationError as error:
        problems = [
            Problem(
                f"{path} /{'/'.join(map(str, detail['loc']))}",
                str(detail.get("input"))[:60],
                "不是事件；请核对字段",
                f"no event: {detail['msg']}",
            )
            for detail in error.errors(include_url=False)
        ]
        raise InvalidFile(problems) from None


def _refusal(where: str, seen: str, zh: str, en: str) -> InvalidInstance:
    return InvalidInstance([Problem(where, seen, zh, en)])
