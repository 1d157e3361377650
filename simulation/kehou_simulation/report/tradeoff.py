"""The curve for a hearing: what priority children get, what all get, what it costs.

What a search reached is a dot; above it a line to what is proved to be the most: the
gap is all that a better search could still find.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kehou_simulation.answers.comparing import Compared
from kehou_simulation.answers.intervals import digits

ACROSS, UP, CEILING = "cost_each", "satisfied_1", "ceiling_1"
SHOWN = (UP, CEILING, "satisfied_all", ACROSS, "late_evenings")

WIDTH, HEIGHT = 640.0, 280.0
LEFT, RIGHT, TOP, BOTTOM = 60.0, 20.0, 16.0, 40.0


@dataclass(frozen=True)
class Spot:
    """One scenario in the picture; coordinates in the units of its view box.

    Attributes:
        mark: the letter beside the dot and in the table.
        top: where the line to the proved ceiling ends; None = nothing is proved.
        proved: nothing lies between dot and ceiling.
    """

    mark: str
    title: str
    x: float
    y: float
    top: float | None
    proved: bool
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """All scenarios that have a cost and priority children with wishes.

    Attributes:
        across, up: least and most of both axes, as shown.
    """

    spots: tuple[Spot, ...]
    across: tuple[str, str]
    up: tuple[str, str]


def tradeoff_of(scenarios: Sequence[Compared], lang: str) -> Picture | None:
    """Return the picture; None where fewer than two scenarios have both values."""
    told = [one for one in scenarios if {ACROSS, UP} <= set(one.values)]
    if len(told) < 2:
        return None
    xs = [one.values[ACROSS].mean for one in told]
    ys = [one.values[UP].mean for one in told]
    tops = [one.values[CEILING].mean for one in told if CEILING in one.values]
    left, right = _spread(xs)
    low, high = _spread([*ys, *tops])

    def place(value: float) -> float:
        return round(
            HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM), 1
        )

    spots = []
    for number, one in enumerate(told):
        x, y = one.values[ACROSS].mean, one.values[UP].mean
        ceiling = one.values.get(CEILING)
        spots.append(
            Spot(
                mark=_letters(number),
                title=one.scenario.title.of(lang),
                x=round(LEFT + (x - left) / (right - left) * (WIDTH - LEFT - RIGHT), 1),
                y=place(y),
                top=None if ceiling is None else place(ceiling.mean),
                proved=ceiling is not None and ceiling.mean - y < 1e-9,
                cells=tuple(
                    digits(one.values[name].mean) if name in one.values else ""
                    for name in SHOWN
                ),
            )
        )
    return Picture(
        tuple(spots), (digits(left), digits(right)), (digits(low), digits(high))
    )


def _spread(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of an axis: a little more than the values, never of no length."""
    low, high = min(values), max(values)
    margin = 0.08 * (high - low) or max(1.0, 0.05 * abs(high))
    return low - margin, high + margin


def _letters(number: int) -> str:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    more, last = divmod(number, len(alphabet))
    return (alphabet[more - 1] if more else "") + alphabet[last]
