"""Small line charts as SVG text; no library, no script, no font of its own."""

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 58, 200, 34, 42

# Told apart by colour-blind readers, too (Okabe and Ito); dashes tell the rest apart.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
DASHES = ("", "6 3", "2 3", "8 3 2 3")

Scale = Callable[[float], float]


@dataclass(frozen=True)
class Line:
    """One curve: points in the order they are joined."""

    name: str
    points: Sequence[tuple[float, float]]


def chart(
    title: str,
    across: str,
    lines: Sequence[Line],
    *,
    log: bool = False,
    steps: bool = False,
    up: str = "",
) -> str:
    """Draw lines with axes and a legend.

    Args:
        title: above the chart.
        across: what the horizontal axis says.
        lines: at most a dozen; one without points is named in the legend only.
        log: both axes logarithmic.
        steps: a value holds until the next point.
        up: what the vertical axis says.
    """
    xs = [x for line in lines for x, _ in line.points]
    ys = [y for line in lines for _, y in line.points]
    x_ticks, y_ticks = _ticks(xs, log), _ticks([*ys, *([] if log else [0.0])], log)
    x_at = _scale(x_ticks, LEFT, WIDTH - RIGHT, log)
    y_at = _scale(y_ticks, HEIGHT - BOTTOM, TOP, log)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="11">',
        _text(LEFT, 18, title, size=13),
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, across, anchor="middle"),
        _text(LEFT, TOP - 4, up),
    ]
    for tick in x_ticks:
        x = x_at(tick)
        parts.append(_rule(x, TOP, x, HEIGHT - BOTTOM))
        parts.append(_text(x, HEIGHT - BOTTOM + 14, _number(tick), anchor="middle"))
    for tick in y_ticks:
        y = y_at(tick)
        parts.append(_rule(LEFT, y, WIDTH - RIGHT, y))
        parts.append(_text(LEFT - 5, y + 4, _number(tick), anchor="end"))
    for place, line in enumerate(lines):
        parts += _drawn(line, place, x_at, y_at, steps=steps)
    return "\n".join([*parts, "</svg>"])


def _drawn(
    line: Line, place: int, x_at: Scale, y_at: Scale, *, steps: bool
) -> Iterable[str]:
    colour = COLOURS[place % len(COLOURS)]
    dash = DASHES[place // len(COLOURS) % len(DASHES)]
    at = [(x_at(x), y_at(y)) for x, y in line.points]
    if steps:
        corners = [((b[0], a[1]), b) for a, b in itertools.pairwise(at)]
        at = at[:1] + [point for corner in corners for point in corner]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
    style = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'
    yield f'<polyline points="{path}" {style}/>'
    for x, y in at if len(at) < 30 else ():
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{colour}"/>'
    y = TOP + 10 + 17 * place
    x = WIDTH - RIGHT + 12
    yield f'<polyline points="{x},{y} {x + 22},{y}" {style}/>'
    none = "" if line.points else " (—)"
    yield _text(x + 27, y + 4, line.name + none)


def _ticks(values: Sequence[float], log: bool) -> list[float]:
    """Return round numbers that enclose the values."""
    if log:
        positive = [v for v in values if v > 0] or [1.0]
        least = math.floor(math.log10(min(positive)))
        most = math.ceil(math.log10(max(positive)))
        return [10.0**power for power in range(least, max(most, least + 1) + 1)]
    low, high = min(values, default=0.0), max(values, default=1.0)
    if high <= low:
        high = low + 1
    rough = (high - low) / 5
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(s * unit for s in (1, 2, 5, 10) if s * unit >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [i * step for i in range(first, last + 1)]


def _scale(ticks: Sequence[float], start: float, end: float, log: bool) -> Scale:
    def place(value: float) -> float:
        return math.log10(max(value, ticks[0])) if log else value

    low, high = place(ticks[0]), place(ticks[-1])
    return lambda value: start + (place(value) - low) / (high - low) * (end - start)


def _number(value: float) -> str:
    return f"{value:g}" if abs(value) < 1e5 else f"{value:.0e}"


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>'
    )


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", size: int = 11
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}">'
        f"{escape(text)}</text>"
    )
