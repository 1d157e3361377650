"""From an instance to rows: the way back of `assembling`."""

from collections.abc import Iterator
from typing import Any

from kehou_instances.workbook.layout import OWNER, PUBLISHED, VALUE, Sheet
from kehou_instances.workbook.sheets import BY_KEY
from kehou_solver.domain import Instance

Values = dict[str, Any]
"""JSON values of one row by field; None = empty cell."""


def data_of(instance: Instance) -> dict[str, Any]:
    """Return the instance as JSON data."""
    return instance.model_dump(mode="json")


def rows_of(sheet: Sheet, data: dict[str, Any]) -> list[Values]:
    """Return the rows of one sheet."""
    if not sheet.at:
        return [_values(sheet, data) | {PUBLISHED: data["published"] is not None}]
    if not sheet.owner:
        return _together(sheet, [_values(sheet, item) for item in _items(data, sheet)])
    owners = _items(data, BY_KEY[sheet.owner])
    return [
        {OWNER: owner["id"]} | values
        for owner in owners
        for values in _together(
            sheet, [_values(sheet, item) for item in _items(owner, sheet)]
        )
    ]


def _items(data: dict[str, Any], sheet: Sheet) -> list[Any]:
    found: Any = data
    for step in sheet.at:
        found = found.get(step)
        if found is None:
            return []
    return found if isinstance(found, list) else [found]


def _values(sheet: Sheet, item: Any) -> Values:
    if VALUE in sheet.by_field:
        return {VALUE: item}
    return {
        name: _shown(_dig(item, name), sheet.default(column))
        for name, column in sheet.by_field.items()
        if name not in (OWNER, PUBLISHED)
    }


def _dig(item: Any, dotted: str) -> Any:
    for name in dotted.split("."):
        if item is None:
            return None
        item = item.get(name)
    return item


def _shown(value: Any, default: Any) -> Any:
    """An empty list is an empty cell, unless an empty cell means something else."""
    return None if value == [] and default == [] else value


def _together(sheet: Sheet, rows: list[Values]) -> list[Values]:
    """Join neighbouring rows that differ in nothing but the weekday."""
    if not sheet.each:
        return rows
    return list(_joined(rows, sheet.each))


def _joined(rows: list[Values], each: str) -> Iterator[Values]:
    open_row: Values | None = None
    for row in rows:
        single = row | {each: [row[each]]}
        if open_row is not None and open_row | {each: 0} == single | {each: 0}:
            open_row[each] += single[each]
            continue
        if open_row is not None:
            yield open_row
        open_row = single
    if open_row is not None:
        yield open_row
