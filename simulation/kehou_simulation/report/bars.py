"""One metric of all scenarios as bars with the ends of their intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

from kehou_simulation.answers.comparing import Compared
from kehou_simulation.answers.intervals import Interval, digits, ends
from kehou_simulation.answers.totals import METRICS


@dataclass(frozen=True)
class Bar:
    """One bar, in percent of the width there is.

    Attributes:
        low, high: where its interval ends; None = one replication only.
        verdict: "better", "worse", or "open" where nothing can be said.
    """

    title: str
    width: float
    low: float | None
    high: float | None
    value: str
    interval: str
    against: str
    verdict: str


def bars_of(scenarios: Sequence[Compared], name: str, lang: str) -> list[Bar]:
    """Return a bar for each scenario in which a metric has a value."""
    told = [one for one in scenarios if name in one.values]
    tops = [
        abs(end)
        for one in told
        for end in (one.values[name].mean, one.values[name].high or 0.0)
    ]
    most = max(tops, default=0.0) or 1.0
    return [_bar(one, name, most, lang) for one in told]


def _bar(one: Compared, name: str, most: float, lang: str) -> Bar:
    told, against = one.values[name], one.against_base.get(name)
    return Bar(
        title=one.scenario.title.of(lang),
        width=_part(told.mean, most),
        low=None if told.low is None else _part(told.low, most),
        high=None if told.high is None else _part(told.high, most),
        value=digits(told.mean),
        interval=ends(told),
        against=""
        if against is None
        else f"{digits(against.mean, sign=True)} {ends(against)}",
        verdict=_verdict(against, METRICS[name].seek),
    )


def _part(value: float, most: float) -> float:
    return round(100 * min(1.0, max(0.0, value / most)), 2)


def _verdict(against: Interval | None, seek: str | None) -> str:
    if against is None or seek is None or not against.certain:
        return "open"
    return "better" if (against.mean > 0) == (seek == "max") else "worse"
