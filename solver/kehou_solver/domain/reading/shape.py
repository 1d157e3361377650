"""Says in two languages what pydantic found wrong with the shape of an item."""

import re
from collections.abc import Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from kehou_solver.domain.base import Text
from kehou_solver.domain.validity.show import NEVER_SHOWN, nearest, pointer, shown
from kehou_solver.errors import Problem

_SAYINGS: Mapping[str, Text] = {
    "missing": Text("缺少这个字段；请补上", "this field is missing; add it"),
    "extra_forbidden": Text(
        "没有这个字段；请改正拼写或删去", "no such field; mend the spelling or drop it"
    ),
    "int": Text(
        "应是整数，不带引号和小数点", "a whole number, without quotes or decimals"
    ),
    "bool": Text("应是 true 或 false", "true or false"),
    "string": Text("应是带引号的文字", "text in quotes"),
    "string_pattern_mismatch": Text(
        "编号应有 1 至 64 个字符，不含空白和 | / \\ , ; +",
        "an id has 1 to 64 characters, no white space and none of | / \\ , ; +",
    ),
    "string_too_long": Text(
        "最多 {max_length} 个字符", "at most {max_length} characters"
    ),
    "too_short": Text("至少 {min_length} 项", "at least {min_length} entries"),
    "too_long": Text("最多 {max_length} 项", "at most {max_length} entries"),
    "float": Text("应是数字，不带引号", "a number, without quotes"),
    "greater_than": Text("大于 {gt}", "more than {gt}"),
    "greater_than_equal": Text("不小于 {ge}", "at least {ge}"),
    "less_than_equal": Text("不大于 {le}", "at most {le}"),
    "tuple": Text("应是列表 […]", "a list […]"),
    "model": Text("应是对象 {{…}}", "an object {{…}}"),
    "date": Text(
        "日期写成 YYYY-MM-DD，如 2026-03-09",
        "a date is written YYYY-MM-DD, such as 2026-03-09",
    ),
    # Hand-written validators say what they want themselves (`SAID`), save this one.
    "value_error": Text(
        "时间写成 HH:MM，如 16:30（半角冒号）",
        "a clock time is written HH:MM, such as 16:30",
    ),
    "enum": Text("应是其中之一：{expected}", "one of: {expected}"),
    "literal_error": Text("应是其中之一：{expected}", "one of: {expected}"),
    "union_tag_invalid": Text(
        "kind 应是其中之一：{expected_tags}", "kind must be one of: {expected_tags}"
    ),
    "union_tag_not_found": Text(
        "缺少 kind；请写明是哪一种", "kind is missing; say which kind it is"
    ),
}
SAID = "said"
"""Type of a `PydanticCustomError` that brings its own words, `zh` and `en`."""

_OTHER = Text("不是此处应有的值", "not a value that belongs here")


def shape_problem(
    error: ErrorDetails, kind: Any, prefix: Sequence[str | int]
) -> Problem:
    """Translate one pydantic error of an item.

    Args:
        error: as pydantic reports it.
        kind: type the item was read as, to know its fields and its unions.
        prefix: path of the item in the file.
    """
    code = error["type"]
    place = [*prefix, *_real_path(kind, error["loc"])]
    zh, en = _saying(code, error.get("ctx", {}))
    meant = None
    if code == "extra_forbidden":
        seen = shown(str(error["loc"][-1]))
        meant = nearest(str(error["loc"][-1]), fields_at(kind, error["loc"][:-1]))
    elif code in ("missing", "union_tag_not_found"):
        seen = "—"
    elif NEVER_SHOWN in place:
        seen = "***"
    else:
        seen = shown(error["input"])
        expected = error.get("ctx", {}).get("expected", "")
        if isinstance(error["input"], str) and expected:
            meant = nearest(error["input"], re.findall(r"'([^']*)'", expected))
    if meant is not None:
        zh, en = f"{zh}。是不是想写 {meant}？", f"{en}. Did you mean {meant}?"
    return Problem(pointer(place), seen, zh, en)


def _saying(code: str, context: Mapping[str, Any]) -> Text:
    if code == SAID:
        return Text(context["zh"], context["en"])
    family = code.partition("_")[0]
    saying = _SAYINGS.get(code) or _SAYINGS.get(family, _OTHER)
    zh = saying.zh.format_map(context).replace(" or ", " 或 ")
    return Text(zh, saying.en.format_map(context))


def _real_path(kind: Any, place: Sequence[str | int]) -> list[str | int]:
    """Drop what is no part of the file: the tag of the member of a union."""
    path: list[str | int] = []
    for part in place:
        if get_origin(_bare(kind)) not in (Union, UnionType):
            path.append(part)
        kind = _step(kind, part)
    return path


def fields_at(kind: Any, place: Sequence[str | int]) -> tuple[str, ...]:
    """Return the names of the fields that an object at `place` may have."""
    for part in place:
        kind = _step(kind, part)
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return tuple(kind.model_fields)
    return ()


def _bare(kind: Any) -> Any:
    """Strip Annotated and None from a type."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType):
        members = [member for member in get_args(kind) if member is not NoneType]
        if len(members) == 1:
            return _bare(members[0])
    return kind


def _step(kind: Any, part: str | int) -> Any:
    """Return the type one step further in."""
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(part))
        return field.annotation if field else None
    if get_origin(kind) is tuple:
        return get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType):
        for member in get_args(kind):
            tag = member.model_fields["kind"].annotation
            if get_origin(tag) is Literal and part in get_args(tag):
                return member
    return None
