"""From what somebody sent to plain JSON data, or a refusal that says why."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from kehou_solver.domain.validity.show import pointer, shown
from kehou_solver.errors import InvalidFile, Problem

MOST_BYTES = 64 * 1024 * 1024
"""A group of seven campuses with 9,000 children needs about a tenth of this."""

MOST_ENTRIES = 100_000
MOST_FIELDS = 1_000
MOST_LEVELS = 32
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _Repeated(dict[str, Any]):
    """An object in which a field was given twice; JSON itself would keep the last."""

    names: tuple[str, ...] = ()


def plain_object(text: str | bytes) -> dict[str, Any]:
    """Return the JSON object in `text`; raise InvalidFile on anything else."""
    data = _parse(_decode(text))
    problems = []
    for problem in _oddities(data):
        problems.append(problem)
        if len(problems) == 100:
            break
    if problems:
        raise InvalidFile(problems)
    if not isinstance(data, dict):
        raise _refused(
            "/",
            shown(data),
            "最外层应是一个 JSON 对象 {…}；请发送完整的文件",
            "the outermost value must be a JSON object {…}; send the whole file",
        )
    return data


def _refused(where: str, seen: str, zh: str, en: str) -> InvalidFile:
    return InvalidFile([Problem(where, seen, zh, en)])


def _decode(text: str | bytes) -> str:
    """Return the text without byte order mark, or say why it is none."""
    if isinstance(text, str):
        # A character takes at most four bytes: encode only where it can matter.
        size = len(text)
        if size <= MOST_BYTES < 4 * size:
            size = len(text.encode("utf-8", "surrogatepass"))
    else:
        size = len(text)
    if size > MOST_BYTES:
        raise _refused(
            "/",
            f"{size} B",
            f"文件最大 {MOST_BYTES // 1024 // 1024} MiB；请按学校拆分后再读入",
            f"a file may hold {MOST_BYTES // 1024 // 1024} MiB; split it by school",
        )
    if isinstance(text, bytes):
        try:
            text = text.removeprefix(BYTE_ORDER_MARK).decode("utf-8")
        except UnicodeDecodeError as error:
            raise _refused(
                f"byte {error.start}",
                f"0x{error.object[error.start]:02x}",
                "文件不是 UTF-8 编码（可能是 GB18030 或 UTF-16）；请另存为 UTF-8",
                "the file is not UTF-8 (GB18030 or UTF-16?); save it as UTF-8",
            ) from None
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise _refused(
            "/", "—", "文件是空的；请重新导出", "empty file; export it again"
        )
    return text


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    marked = _Repeated(found)
    seen: set[str] = set()
    marked.names = tuple(
        dict.fromkeys(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
    )
    return marked


def _parse(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_pairs)
    except json.JSONDecodeError as error:
        raise _refused(
            f"{error.lineno}:{error.colno}",
            shown(text[error.pos : error.pos + 20]) if error.pos < len(text) else "—",
            f"第 {error.lineno} 行第 {error.colno} 列起不是 JSON；"
            "请检查逗号、引号和括号，或重新导出",
            f"not JSON from line {error.lineno}, column {error.colno} ({error.msg}); "
            "check commas, quotes and brackets, or export it again",
        ) from None
    except RecursionError:
        raise _too_deep("/") from None
    except ValueError:
        # Python refuses integers of more than some thousand digits.
        raise _refused(
            "/",
            "123456789…",
            "有一个数的位数过多；请改成合理的数",
            "a number has far too many digits; put a sensible one",
        ) from None


def _too_deep(where: str) -> InvalidFile:
    return _refused(
        where,
        "[[[[…",
        f"嵌套超过 {MOST_LEVELS} 层；本格式不需要这么深",
        f"nested deeper than {MOST_LEVELS} levels; this format needs far fewer",
    )


def _oddities(data: Any) -> Iterator[Problem]:
    """Find what a lenient JSON reader lets pass. Iterative: depth cannot hurt it."""
    stack: list[tuple[Any, tuple[str | int, ...]]] = [(data, ())]
    while stack:
        value, path = stack.pop()
        if isinstance(value, str):
            yield from _odd_text(value, path)
        elif isinstance(value, float):
            if not math.isfinite(value):
                yield Problem(
                    pointer(path),
                    str(value),
                    "NaN 和 Infinity 不是 JSON 的数；请填真实的数或删去此项",
                    "NaN and Infinity are no JSON numbers; give a number or drop it",
                )
        elif isinstance(value, dict | list):
            if len(path) > MOST_LEVELS:
                raise _too_deep(pointer(path[:4]))
            most = MOST_FIELDS if isinstance(value, dict) else MOST_ENTRIES
            if len(value) > most:
                yield Problem(
                    pointer(path),
                    shown(value),
                    f"最多 {most} 项；请按学校拆分",
                    f"at most {most} entries; split the file by school",
                )
                continue
            if isinstance(value, _Repeated):
                yield from _named_twice(value, path)
            if isinstance(value, dict):
                for key in value:
                    yield from _odd_text(key, path)
            entries = value.items() if isinstance(value, dict) else enumerate(value)
            stack.extend(
                (entry, (*path, key))
                for key, entry in reversed(list(entries))
                if isinstance(entry, str | float | dict | list)
            )


def _named_twice(value: _Repeated, path: tuple[str | int, ...]) -> Iterator[Problem]:
    for name in value.names:
        yield Problem(
            pointer((*path, name)),
            shown(name),
            "同一个字段写了两次，无法知道以哪一个为准；请只保留一个",
            "this field is given twice and nobody can know which counts; keep one",
        )


def _odd_text(value: str, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if value.isascii() and value.isprintable():
        return
    half = any("\ud800" <= letter <= "\udfff" for letter in value)
    if half or _CONTROL.search(value):
        yield Problem(
            pointer(path),
            shown(value),
            "文字中有控制字符或不完整的字符；请删去",
            "the text has control characters or half characters; take them out",
        )
