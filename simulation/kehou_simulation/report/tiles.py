"""Every school as a tile, by district: where it is good and where it is not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kehou_simulation.answers.solved import Row
from kehou_simulation.answers.tables import shown_share
from kehou_simulation.scenarios.study import Scenario

NOWHERE = "—"
"""Where a school stands whose work broke off before anything was known of it."""

SHADES = 5
"""Steps of colour from nothing met to everything met."""


@dataclass(frozen=True)
class Tile:
    """One school in one scenario, first replication.

    Attributes:
        name: its id.
        shade: "s0" (worst) to "s4", "none" or "hidden".
        said: its share, or why there is none.
    """

    name: str
    shade: str
    said: str


@dataclass(frozen=True)
class Overview:
    """All schools in one scenario, by district."""

    title: str
    districts: list[tuple[str, list[Tile]]]


def tiles_of(
    scenarios: Sequence[Scenario],
    rows: Iterable[tuple[str, str, int, Row]],
    lang: str,
) -> list[Overview]:
    """Return an overview of each scenario."""
    tiles: dict[str, dict[str, list[Tile]]] = defaultdict(lambda: defaultdict(list))
    for _, scenario, replication, row in rows:
        if replication != 0:
            continue
        for one in row.figures:
            share = shown_share(one)
            shade = "hidden" if share is None else _shade(share)
            said = "" if share is None else f"{share:.0f} %"
            tiles[scenario][one.district].append(Tile(one.school, shade, said))
        if not row.figures:
            districts = row.districts or [NOWHERE] * len(row.schools)
            for school, district in zip(row.schools, districts, strict=True):
                tiles[scenario][district].append(Tile(school, "none", ""))
    return [
        Overview(one.title.of(lang), sorted(tiles[one.name].items()))
        for one in scenarios
        if one.name in tiles
    ]


def _shade(percent: float) -> str:
    return f"s{min(SHADES - 1, int(percent * SHADES / 100))}"
