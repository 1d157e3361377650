"""Scenarios beside the base, metric by metric, with intervals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kehou_simulation.answers.intervals import Interval, difference, interval
from kehou_simulation.answers.solved import Row
from kehou_simulation.answers.totals import METRICS
from kehou_simulation.scenarios.study import BASE, Scenario

Cells = Mapping[tuple[str, int], Sequence[Row]]
"""The rows of all instances, by scenario and replication."""


@dataclass(frozen=True)
class Compared:
    """One scenario.

    Attributes:
        values: of each metric that has one in every replication.
        against_base: how far it is from the base, replication by replication.
    """

    scenario: Scenario
    values: Mapping[str, Interval]
    against_base: Mapping[str, Interval]


def compared(
    scenarios: Sequence[Scenario], rows: Iterable[tuple[str, int, Row]]
) -> list[Compared]:
    """Compare scenarios.

    Args:
        scenarios: of the study.
        rows: of every cell: scenario, replication, what came of it.
    """
    cells: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for scenario, replication, row in rows:
        cells[scenario, replication].append(row)
    series = {one.name: _series(cells, one.name) for one in scenarios}
    return [_one(one, series[one.name], series[BASE]) for one in scenarios]


def _one(
    scenario: Scenario,
    mine: Mapping[str, Sequence[float]],
    base: Mapping[str, Sequence[float]],
) -> Compared:
    return Compared(
        scenario=scenario,
        values={name: interval(series) for name, series in mine.items()},
        against_base={
            name: difference(series, base[name])
            for name, series in mine.items()
            if scenario.name != BASE and len(base.get(name, ())) == len(series)
        },
    )


def _series(cells: Cells, scenario: str) -> dict[str, list[float]]:
    """Return each metric's values over replications; one without a value has none."""
    replications = sorted(number for name, number in cells if name == scenario)
    series = {}
    for name, metric in METRICS.items():
        values = [metric.of(cells[scenario, number]) for number in replications]
        known = [value for value in values if value is not None]
        if known and len(known) == len(values):
            series[name] = known
    return series
