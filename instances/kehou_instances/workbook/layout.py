"""How a workbook is laid out: sheets, their columns, and where rows go in the model."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from pydantic_core import PydanticUndefined

from kehou_instances.workbook.cells import Cell
from kehou_instances.workbook.cells.choices import folded
from kehou_solver.domain import Frozen, Text

OWNER = "(owner)"
"""Field of the column that names the row of another sheet a row belongs to."""

VALUE = "(value)"
"""Field of the only column of a sheet whose rows are plain texts."""

PUBLISHED = "(published)"
"""Field that says whether there is a published timetable, even an empty one."""

REMARKS = ("备注", "remarks")
"""A column of this name may stand on every sheet; it is never read."""


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        field: field of the row's model; dotted where it lies deeper.
        title: heading, Chinese and English; both are read.
        note: meaning, unit and example, shown as comment of the heading.
        clause: clause that asks for it, or "".
        refers: key of the sheet whose ids stand here, or "".
        private: what stands here is repeated in no message.
    """

    field: str
    title: Text
    cell: Cell
    note: Text
    clause: str = ""
    refers: str = ""
    private: bool = False
    width: int = 14


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of one kind.

    Attributes:
        key: English name; also read as the name of the sheet.
        about: what a row says, for the instructions.
        models: model of a row; several where a column says which one it is.
        at: path of the rows in the instance, or in the row that owns them.
        owner: key of the sheet whose rows own these, or "".
        many: several rows for each owner; else exactly one.
        each: field in which one row may name several (周一至周五): one item each.
    """

    key: str
    title: Text
    about: Text
    models: tuple[type[Frozen], ...]
    columns: tuple[Column, ...]
    at: tuple[str, ...]
    owner: str = ""
    many: bool = True
    each: str = ""

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """Columns by field."""
        return {column.field: column for column in self.columns}

    @cached_property
    def by_heading(self) -> dict[str, Column]:
        """Columns by every heading that is read."""
        return {
            heading_key(name): column
            for column in self.columns
            for name in (column.title.zh, column.title.en, column.field)
        }

    def needed(self, column: Column) -> bool:
        """Say whether every row must fill this column."""
        if column.field == PUBLISHED:
            return False
        return all(given is PydanticUndefined for given in self._defaults(column.field))

    def default(self, column: Column) -> Any:
        """Return the JSON value an empty cell stands for; None if there is none."""
        for given in self._defaults(column.field):
            if given is not PydanticUndefined:
                return list(given) if isinstance(given, tuple) else given
        return None

    def _defaults(self, dotted: str) -> Iterator[Any]:
        """Yield the default in each model; absent fields count as optional."""
        if dotted in (OWNER, VALUE):
            yield PydanticUndefined
            return
        for model in self.models:
            *outer, last = dotted.split(".")
            inner: Any = model
            optional = False
            for name in outer:
                optional |= not inner.model_fields[name].is_required()
                inner = model_of(inner.model_fields[name].annotation)
            field = inner.model_fields.get(last)
            yield field.get_default() if field and not optional else None


def model_of(annotation: Any) -> Any:
    """Return the model of a field that may be left out (`Draw | None`), or is one."""
    return next(
        (one for one in get_args(annotation) if one is not type(None)), annotation
    )


def heading_key(text: str) -> str:
    """Return a heading as it is compared: no spaces, no case, no unit in brackets."""
    return folded(text).partition("(")[0].removesuffix("*")
