"""The files of prices and gains, and of gaps closed."""

from collections.abc import Sequence
from pathlib import Path

from kehou_api.cli.files import holding, write_folder
from kehou_simulation.prices.cheapest import Closing
from kehou_simulation.prices.closing_tables import HEAD as CLOSING_HEAD
from kehou_simulation.prices.closing_tables import closing_rows
from kehou_simulation.prices.proving import Gain
from kehou_simulation.prices.tables import HEAD, price_rows
from kehou_solver.report.csv_cells import as_csv


def write_prices(gains: Sequence[Gain], folder: Path) -> tuple[Path, ...]:
    """Write what was promised and gained; return the files."""
    content = as_csv(HEAD, price_rows(gains))
    return write_folder(folder, {"prices.csv": holding(content)})


def write_closings(
    closings: Sequence[tuple[str, Closing]], folder: Path
) -> tuple[Path, ...]:
    """Write how gaps are closed; return the files."""
    content = as_csv(CLOSING_HEAD, closing_rows(closings))
    return write_folder(folder, {"cheapest.csv": holding(content)})
