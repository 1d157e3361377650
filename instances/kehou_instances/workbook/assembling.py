"""From rows to one JSON object, remembering in which row each part of it stands."""

from dataclasses import dataclass, field
from typing import Any

from kehou_instances.workbook.layout import OWNER, PUBLISHED, VALUE, Sheet
from kehou_instances.workbook.places import row_name, shown
from kehou_instances.workbook.rows import UNREADABLE, Page, Row
from kehou_instances.workbook.sheets import SHEETS
from kehou_solver.domain.validity.show import nearest
from kehou_solver.errors import Problem

Path = tuple[str | int, ...]

TIMETABLE = "published"


@dataclass
class Assembly:
    """The data of a workbook.

    Attributes:
        data: as an instance file has it.
        origins: path in `data` -> sheet and row number it came from.
        owners: sheet -> id -> path of the first row with that id.
    """

    data: dict[str, Any] = field(default_factory=dict)
    origins: dict[Path, tuple[Sheet, int]] = field(default_factory=dict)
    owners: dict[str, dict[str, Path]] = field(default_factory=dict)

    def at(self, path: Path) -> Any:
        """Return the part of the data at a path that exists."""
        value: Any = self.data
        for step in path:
            value = value[step]
        return value


def assemble(pages: dict[str, Page]) -> Assembly:
    """Put the rows of all sheets together; problems are noted on the pages."""
    whole = Assembly()
    for sheet in SHEETS:
        page = pages[sheet.key]
        if sheet.owner:
            _add_owned(whole, page, pages[sheet.owner])
        elif sheet.many:
            _add_listed(whole, page)
        else:
            _add_single(whole, page)
    _settle_published(whole, pages)
    return whole


def _put(target: dict[str, Any], dotted: str, value: Any) -> None:
    *outer, last = dotted.split(".")
    for name in outer:
        target = target.setdefault(name, {})
    target[last] = value


def _items(sheet: Sheet, row: Row) -> list[Any]:
    """Return what a row says: one item, or one for each weekday it names."""
    if VALUE in sheet.by_field:
        return [row.values.get(VALUE, UNREADABLE)]
    item: dict[str, Any] = {}
    for name, value in row.values.items():
        if name not in (OWNER, PUBLISHED):
            _put(item, name, value)
    several = item.get(sheet.each)
    if not isinstance(several, list):
        return [item]
    return [item | {sheet.each: one} for one in several]


def _add_single(whole: Assembly, page: Page) -> None:
    """Read the one row that belongs to the file as a whole."""
    if not page.readable:
        return
    for row in page.rows[1:]:
        page.problems.append(
            Problem(
                row_name(page.sheet, row.number),
                "第二行数据 (second row)",
                "这张表只填一行；请删去多余的行",
                "this sheet has one row only; delete the others",
            )
        )
    if not page.rows:
        page.problems.append(_no_row(page.sheet))
        page.readable = False
        return
    row = page.rows[0]
    whole.data |= _items(page.sheet, row)[0]
    whole.origins[()] = (page.sheet, row.number)


def _no_row(sheet: Sheet) -> Problem:
    return Problem(
        sheet.title.zh,
        "0 行 (rows)",
        f"至少要有一行；{sheet.about.zh}",
        f"needs at least one row; {sheet.about.en}",
    )


def _add_listed(whole: Assembly, page: Page) -> None:
    sheet = page.sheet
    target = whole.data
    for step in sheet.at[:-1]:
        target = target.setdefault(step, {})
    if not page.readable:
        # Not a list, so that nobody takes "could not be read" for "there are none".
        target[sheet.at[-1]] = UNREADABLE
        return
    found: list[Any] = target.setdefault(sheet.at[-1], [])
    for row in page.rows:
        for item in _items(sheet, row):
            path: Path = (*sheet.at, len(found))
            found.append(item)
            whole.origins[path] = (sheet, row.number)
            name = item.get("id") if isinstance(item, dict) else None
            if isinstance(name, str):
                whole.owners.setdefault(sheet.key, {}).setdefault(name, path)


def _add_owned(whole: Assembly, page: Page, owners: Page) -> None:
    sheet = page.sheet
    known = whole.owners.get(sheet.owner, {})
    for row in page.rows:
        name = row.values.get(OWNER)
        if not isinstance(name, str):
            continue
        if name not in known:
            _report_unknown_owner(page, row, owners, name, known)
            continue
        path: Path = (*known[name], *sheet.at)
        target = whole.at(known[name])
        for step in sheet.at[:-1]:
            target = target.setdefault(step, {})
        if sheet.many:
            found = target.setdefault(sheet.at[-1], [])
            for item in _items(sheet, row):
                whole.origins[(*path, len(found))] = (sheet, row.number)
                found.append(item)
        elif path in whole.origins:
            page.report(
                row.number,
                sheet.by_field[OWNER],
                shown(name),
                f"第 {whole.origins[path][1]} 行已经写过；每个编号只写一行",
                f"row {whole.origins[path][1]} has this one already; one row for each",
            )
        else:
            target[sheet.at[-1]] = _items(sheet, row)[0]
            whole.origins[path] = (sheet, row.number)
    if not sheet.many and page.readable and owners.readable:
        _report_without_row(whole, page, owners)


def _report_unknown_owner(
    page: Page, row: Row, owners: Page, name: str, known: dict[str, Path]
) -> None:
    if not owners.readable or any(
        not isinstance(owner.values.get("id"), str) for owner in owners.rows
    ):
        return
    title = owners.sheet.title
    zh = f"《{title.zh}》中没有这个编号；请改正，或先在其中补上"
    en = f"the sheet {title.zh} ({title.en}) has no such id; mend it, or add it there"
    meant = nearest(name, sorted(known)) if len(known) <= 5_000 else None
    if meant is not None:
        zh, en = f"{zh}。是不是“{meant}”？", f"{en}. Did you mean {meant!r}?"
    column = page.sheet.by_field[OWNER]
    page.report(row.number, column, shown(name), zh, en)


def _report_without_row(whole: Assembly, page: Page, owners: Page) -> None:
    """Say which owners lack the one row they need."""
    bad_names = any(not isinstance(r.values.get(OWNER), str) for r in page.rows)
    for name, path in whole.owners.get(page.sheet.owner, {}).items():
        if (*path, *page.sheet.at) in whole.origins:
            continue
        owner, row = whole.origins[path]
        owners.wrong.add((row, ".".join(page.sheet.at)))
        if bad_names:
            continue
        page.problems.append(
            Problem(
                page.sheet.title.zh,
                shown(name),
                f"《{owner.title.zh}》第 {row} 行的“{name}”在这里没有一行；请补上",
                f"{name!r} (row {row} of {owner.title.zh}) has no row here; add one",
            )
        )


def _settle_published(whole: Assembly, pages: dict[str, Page]) -> None:
    """There is a published timetable if it is said so, or if any of it is there."""
    overview = pages["overview"]
    row = overview.rows[0] if overview.rows else None
    said = row.values.get(PUBLISHED) if row else None
    sheets = [sheet for sheet in SHEETS if sheet.at[:1] == (TIMETABLE,)]
    filled = [sheet for sheet in sheets if pages[sheet.key].rows]
    if said is False and filled and row:
        overview.report(
            row.number,
            overview.sheet.by_field[PUBLISHED],
            "否 (no)",
            f"《{filled[0].title.zh}》里却有内容；请改为“是”，或清空那些行",
            f"yet the sheet {filled[0].title.zh} has rows; say yes, or clear them",
        )
    elif said is True or filled:
        whole.data[TIMETABLE]["format"] = "kehou-timetable/1"
    else:
        whole.data.pop(TIMETABLE, None)
