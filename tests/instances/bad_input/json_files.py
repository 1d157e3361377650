"""JSON files spoilt value by value, in their meaning, and as a whole."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from tests.instances.bad_input.spoilt import Spoilt

Path = tuple[str | int, ...]

FREE_TEXT = {
    "title",
    "name",
    "subject",
    "approved_by",
    "reason",
    "rule",
    "notes",
    "goals",
}
"""Any text is right there; of rules and goals, it is the rulebook that knows."""


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every plain value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))
    else:
        yield path


def pointer(path: Path) -> str:
    """Write a path as a JSON pointer."""
    return "".join(f"/{part}" for part in path)


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _with(data: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(data)
    _at(changed, path[:-1])[path[-1]] = value
    return changed


def _spoilt(name: str, data: Any, place: str) -> Spoilt:
    content = json.dumps(data, ensure_ascii=False).encode()
    return Spoilt(name, ".json", content, place)


def wrong_values(data: dict[str, Any], seed: int) -> Iterator[Spoilt]:
    """Yield one wrong value for each kind of field, and several kinds of wrong."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    kinds: dict[str, list[Path]] = {}
    for path in leaves(data):
        kind = "/".join(str(part) for part in path if isinstance(part, str))
        kinds.setdefault(kind, []).append(path)
    for kind, paths in kinds.items():
        path = draw.choice(paths)
        for what, value in _ways(_at(data, path), kind.split("/")[-1], draw):
            # Of a pin whose kind is wrong, nobody knows what belongs into it.
            place = pointer(path[:-1] if kind == "pins/kind" else path)
            yield _spoilt(f"{kind}: {what}", _with(data, path, value), place)


def _ways(value: Any, name: str, draw: random.Random) -> Iterator[tuple[str, Any]]:
    wrong: list[Any] = [{}, [[]], 2.5, {"a": [1]}]
    if not isinstance(value, bool):
        wrong.append(True)
    if isinstance(value, int | None):
        wrong += ["3", "很多"]
    if isinstance(value, int) and not isinstance(value, bool):
        wrong += [10**13] if name != "time_bank_minutes" else ["-1"]
        if name != "time_bank_minutes":
            yield "negative", -1
    if isinstance(value, str) and name not in FREE_TEXT:
        # A bare number would be minutes since midnight, as the model counts them.
        wrong += ["", "a b|c", "x" * 300]
    if isinstance(value, str) and name in FREE_TEXT:
        wrong += [7, None, "控制\x01符"]
    for one in draw.sample(wrong, 1):
        yield f"wrong value {str(one)[:12]!r}", one


def wrong_meanings(data: dict[str, Any]) -> Iterator[Spoilt]:
    """Yield files of the right shape that contradict themselves."""

    def at(*path: str | int, value: Any, name: str) -> Spoilt:
        return _spoilt(name, _with(data, path, value), pointer(path))

    yield at("week_of", value="2026-03-03", name="a Tuesday")
    yield at("zone", value="Mars/Olympus", name="unknown zone")
    yield at("slots", 0, "end", value="16:00", name="slot ends first")
    yield at("slots", 0, "school", value="north", name="unknown school")
    yield at("rooms", 1, "id", value="r1", name="id twice")
    yield at("pupils", 0, "wishes", value=["chess", "chess"], name="wish twice")
    yield at("pupils", 0, "consent", value="2026-05-01", name="late consent")
    yield at("pupils", 0, "class_id", value="9-9", name="unknown class")
    yield at("adults", 0, "home", value=None, name="teacher without school")
    yield at("adults", 4, "vendor", value="nobody", name="unknown vendor")
    yield at("schools", 0, "limits", "care_bands", value=[], name="no care bands")
    yield at("slots", value=[], name="no slots")
    yield at("slots", value={}, name="slots are no list")
    pin = data["pins"][0] | {"kind": "wish"}
    yield at("pins", 0, value=pin, name="unknown kind of pin")
    yield at("published", "staff", 0, "group", value="?", name="unknown group")
    yield at("rooms", 0, "color", value="red", name="unknown field")
    yield at("colour", value="red", name="unknown field on top")
    yield at("format", value="kehou-instance/9", name="future version")
    yield at("format", value="kehou-timetable/1", name="another format")
    yield at("format", value=1, name="format is a number")
    for field in ("format", "id", "week_of", "schools", "slots", "rulebooks"):
        lacking = {key: value for key, value in data.items() if key != field}
        yield _spoilt(f"without {field}", lacking, f"/{field}")
    for item, field in (("rooms", "seats"), ("adults", "kind"), ("pupils", "id")):
        lacking = copy.deepcopy(data)
        del lacking[item][0][field]
        yield _spoilt(f"{item} without {field}", lacking, f"/{item}/0/{field}")


def wrong_files(data: dict[str, Any], seed: int) -> Iterator[Spoilt]:
    """Yield files that are no JSON, or no JSON object, or hostile."""
    text = json.dumps(data, ensure_ascii=False)
    deep = "[" * 100_000 + "]" * 100_000
    for name, given in {
        "empty": b"",
        "only spaces": b" \n" * 50,
        "only a byte order mark": b"\xef\xbb\xbf",
        "GB18030": text.encode("gb18030"),
        "UTF-16": text.encode("utf-16"),
        "broken UTF-8": text.encode()[:-30] + b"\xff\xfe}",
        "cut off": text.encode()[: len(text) // 2],
        "a list": b"[1, 2]",
        "a text": '"课表"'.encode(),
        "null": b"null",
        "two objects": b"{}{}",
        "single quotes": b"{'format': 1}",
        "comma too many": b'{"format": "kehou-instance/1",}',
        "NaN": text.replace('"week_of"', '"x": NaN, "week_of"').encode(),
        "Infinity": b'{"a": -Infinity}',
        "field twice": text.replace('"week_of"', '"id": "x", "week_of"', 1).encode(),
        "half a character": b'{"format": "\\ud800"}',
        "control character": b'{"title": "\\u0001"}',
        "deep lists": deep.encode(),
        "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        "rather deep": b'{"notes": ' + b"[" * 40 + b"]" * 40 + b"}",
        "a number of 9,999 digits": b'{"a": ' + b"9" * 9_999 + b"}",
        "a number of 1e999": b'{"a": 1e999}',
        "65 megabytes": b" " * (65 * 1024 * 1024),
        "a workbook renamed": b"PK\x03\x04\x14\0\0\0\x08\0",
        "PDF renamed": b"%PDF-1.7\n",
        "100,001 entries": json.dumps({"notes": [""] * 100_001}).encode(),
    }.items():
        yield Spoilt(name, ".json", given)
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    plain = text.encode()
    for number in range(20):
        damaged = bytearray(plain)
        for _ in range(draw.choice((1, 5, 50))):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        yield Spoilt(f"noise {number}", ".json", bytes(damaged), by_chance=True)
