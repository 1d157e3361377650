"""Reads a document item by item, so that one bad item does not hide the others."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError, create_model

from kehou_solver.domain.base import Frozen
from kehou_solver.domain.reading.shape import shape_problem
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.validity.show import nearest, pointer, shown
from kehou_solver.errors import Problem

MOST_PROBLEMS = 1_000
"""Nobody mends more in one sitting, and a hostile file must not fill the memory."""

MOST_NESTED = 1_000
"""Longest list inside one item (the daytime duties of an adult are some dozens)."""


@dataclass
class Parts:
    """What could be read of a document, and what was wrong with the rest.

    Attributes:
        fields: plain fields that are right.
        items: the right items of each collection.
        places: their positions in the file.
        broken: ids of items that are there but wrong, by collection.
        partial: fields and collections of which something is missing.
        nameless: collections with items whose ids nobody can tell.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    items: dict[str, list[Any]] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)
    broken: dict[str, set[str]] = field(default_factory=dict)
    partial: set[str] = field(default_factory=set)
    nameless: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Say whether so much is wrong that reading on helps nobody."""
        return len(self.problems) >= MOST_PROBLEMS


@cache
def collections_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the fields that list items, with the type of an item."""
    found = {}
    for name, info in model.model_fields.items():
        if get_origin(info.annotation) is tuple:
            item = get_args(info.annotation)[0]
            # Lists of ids and notes are plain fields: they have no items to lose.
            if not _is_text(item):
                found[name] = item
    return found


def _is_text(kind: Any) -> bool:
    return kind is str or (get_args(kind)[:1] == (str,))


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


@cache
def _plain_model(model: type[BaseModel]) -> type[BaseModel]:
    """Return the model with its plain fields only."""
    skipped = {*collections_of(model), "published"}
    fields: dict[str, Any] = {
        name: (info.annotation, info)
        for name, info in model.model_fields.items()
        if name not in skipped
    }
    made: type[BaseModel] = create_model(model.__name__, __base__=Frozen, **fields)
    return made


def read_parts(
    model: type[BaseModel], data: dict[str, Any], prefix: Sequence[str | int] = ()
) -> Parts:
    """Read every field and every item that can be read, and list what cannot."""
    parts = Parts()
    collections = collections_of(model)
    _read_plain(model, data, prefix, parts)
    for name, kind in collections.items():
        parts.items[name], parts.places[name], parts.broken[name] = [], [], set()
        if name not in data:
            if model.model_fields[name].is_required():
                parts.partial.add(name)
                parts.nameless.add(name)
                parts.problems.append(_absent(pointer((*prefix, name))))
        elif not isinstance(data[name], list):
            parts.partial.add(name)
            parts.nameless.add(name)
            parts.problems.append(_no_list(pointer((*prefix, name)), data[name]))
        else:
            _read_items(model, name, kind, data[name], prefix, parts)
    if "published" in model.model_fields:
        _read_published(data.get("published"), prefix, parts)
    return parts


def _read_plain(
    model: type[BaseModel],
    data: dict[str, Any],
    prefix: Sequence[str | int],
    parts: Parts,
) -> None:
    known = set(model.model_fields)
    plain = {k: v for k, v in data.items() if k in _plain_model(model).model_fields}
    for name in data.keys() - known:
        parts.problems.append(_unknown_field(name, known, prefix))
    long = {k for k, v in plain.items() if isinstance(v, list) and len(v) > MOST_NESTED}
    for name in long:
        parts.problems.append(_too_many(pointer((*prefix, name)), plain[name]))
    try:
        read = _plain_model(model).model_validate_json(json.dumps(plain))
        parts.fields = {name: getattr(read, name) for name in type(read).model_fields}
    except ValidationError as error:
        wrong = set()
        for detail in error.errors(include_url=False):
            wrong.add(str(detail["loc"][0]))
            parts.problems.append(shape_problem(detail, model, prefix))
        parts.partial |= wrong
        parts.fields = _readable(
            model, {k: v for k, v in plain.items() if k not in wrong}
        )


def _readable(model: type[BaseModel], plain: dict[str, Any]) -> dict[str, Any]:
    """Read fields that are known to be right, each by itself."""
    kinds: dict[str, Any] = {
        name: info.annotation for name, info in model.model_fields.items()
    }
    return {
        name: _adapter(kinds[name]).validate_json(json.dumps(value))
        for name, value in plain.items()
    }


def _read_items(
    model: type[BaseModel],
    name: str,
    kind: Any,
    entries: list[Any],
    prefix: Sequence[str | int],
    parts: Parts,
) -> None:
    limits = model.model_fields[name].metadata
    least = max((getattr(limit, "min_length", 0) for limit in limits), default=0)
    if len(entries) < least:
        parts.partial.add(name)
        parts.problems.append(_too_few(pointer((*prefix, name)), least))
    adapter = _adapter(kind)
    for position, entry in enumerate(entries):
        if parts.full:
            parts.partial.add(name)
            return
        place = (*prefix, name, position)
        wrong = [_too_many(pointer((*place, *at)), v) for at, v in _long_lists(entry)]
        if not wrong:
            try:
                item = adapter.validate_json(json.dumps(entry))
            except ValidationError as error:
                wrong = [
                    shape_problem(detail, kind, place)
                    for detail in error.errors(include_url=False)
                ]
            else:
                parts.items[name].append(item)
                parts.places[name].append(position)
                continue
        parts.problems.extend(wrong)
        parts.partial.add(name)
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            parts.broken[name].add(entry["id"])
        else:
            parts.nameless.add(name)


def _long_lists(entry: Any) -> list[tuple[tuple[str, ...], list[Any]]]:
    """Find lists in an item that are far longer than anything real."""
    found: list[tuple[tuple[str, ...], list[Any]]] = []
    stack: list[tuple[tuple[str, ...], Any]] = [((), entry)]
    while stack:
        at, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(((*at, key), inner) for key, inner in value.items())
        elif isinstance(value, list) and len(value) > MOST_NESTED:
            found.append((at, value))
    return found


def _read_published(data: Any, prefix: Sequence[str | int], parts: Parts) -> None:
    """Read the published timetable with the same care, item by item."""
    parts.fields["published"] = None
    if data is None:
        return
    if not isinstance(data, dict):
        where = pointer((*prefix, "published"))
        zh, en = (
            "应是课表对象 {…}，没有就写 null",
            "a timetable {…}, or null without one",
        )
        parts.problems.append(Problem(where, shown(data), zh, en))
        parts.partial.add("published")
        return
    inner = read_parts(Timetable, data, (*prefix, "published"))
    parts.problems.extend(inner.problems)
    if inner.problems:
        parts.partial.add("published")
    else:
        parts.fields["published"] = Timetable.model_validate(
            inner.fields | {name: tuple(items) for name, items in inner.items.items()}
        )


def _absent(where: str) -> Problem:
    return Problem(where, "—", "缺少这个字段；请补上", "this field is missing; add it")


def _no_list(where: str, value: Any) -> Problem:
    return Problem(where, shown(value), "应是列表 […]", "a list […]")


def _too_few(where: str, least: int) -> Problem:
    return Problem(where, "[]", f"至少 {least} 项", f"at least {least} entries")


def _too_many(where: str, value: list[Any]) -> Problem:
    zh = f"最多 {MOST_NESTED} 项；请核对"
    return Problem(where, shown(value), zh, f"at most {MOST_NESTED} entries; check it")


def _unknown_field(name: str, known: set[str], prefix: Sequence[str | int]) -> Problem:
    meant = nearest(name, sorted(known))
    zh, en = (
        "没有这个字段；请改正拼写或删去",
        "no such field; mend the spelling or drop it",
    )
    if meant is not None:
        zh, en = f"{zh}。是不是想写 {meant}？", f"{en}. Did you mean {meant}?"
    return Problem(pointer((*prefix, name)), shown(name), zh, en)
