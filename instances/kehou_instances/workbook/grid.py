"""The cells of one sheet: heading row found, merged cells spread, errors marked."""

from dataclasses import dataclass, field

from python_calamine import CalamineSheet

from kehou_instances.workbook.cells import Faulty, Raw, blank
from kehou_instances.workbook.layout import Sheet, heading_key
from kehou_instances.workbook.scanning import Scan

HEADING_ROWS = 10
"""The headings are looked for in so many first rows; titles may stand above them."""


@dataclass
class Grid:
    """The cells of a sheet as they stand, counted from 0.

    Attributes:
        heading: row of the headings; None if there is none.
        across: data cells merged over several columns: (row, column).
    """

    cells: list[list[Raw]]
    heading: int | None = None
    across: list[tuple[int, int]] = field(default_factory=list)


def read_grid(page: CalamineSheet, sheet: Sheet, scan: Scan) -> Grid:
    """Read the cells of a sheet and find its headings."""
    cells: list[list[Raw]] = [
        list(row) for row in page.to_python(skip_empty_area=False)
    ]
    for (row, column), wrong in scan.faulty.items():
        _make_room(cells, row, column)
        cells[row][column] = Faulty(wrong)
    grid = Grid(cells)
    grid.heading = _heading_row(cells, sheet)
    if grid.heading is not None:
        _spread_merged(grid, page.merged_cell_ranges or [])
    return grid


def _make_room(cells: list[list[Raw]], row: int, column: int) -> None:
    """Lay out cells up to a place; the library leaves out what it shows as empty."""
    width = max(column + 1, max((len(line) for line in cells), default=0))
    if row >= len(cells) or column >= len(cells[row]):
        for line in cells:
            line += [""] * (width - len(line))
        cells += [[""] * width for _ in range(row + 1 - len(cells))]


def _heading_row(cells: list[list[Raw]], sheet: Sheet) -> int | None:
    """Return the row with most known headings among the first rows."""
    best, most = None, 0
    for number, row in enumerate(cells[:HEADING_ROWS]):
        known = {
            sheet.by_heading[heading_key(cell)].field
            for cell in row
            if isinstance(cell, str) and heading_key(cell) in sheet.by_heading
        }
        if len(known) > most:
            best, most = number, len(known)
    return best


def _spread_merged(
    grid: Grid, ranges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    """Repeat the value of cells merged downwards; it can only mean all of them."""
    if grid.heading is None:
        return
    for (top, left), (bottom, right) in ranges:
        if top <= grid.heading or top >= len(grid.cells):
            continue
        if right > left:
            if left < len(grid.cells[top]) and not blank(grid.cells[top][left]):
                grid.across.append((top, left))
            continue
        if left < len(grid.cells[top]):
            for row in range(top + 1, min(bottom + 1, len(grid.cells))):
                grid.cells[row][left] = grid.cells[top][left]
