"""One page about a study: scenarios beside the base, and every school as a tile."""

from collections.abc import Iterable, Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from kehou_simulation.answers.comparing import Compared
from kehou_simulation.answers.solved import Row
from kehou_simulation.answers.totals import METRICS
from kehou_simulation.report.bars import Bar, bars_of
from kehou_simulation.report.tiles import tiles_of
from kehou_simulation.report.tradeoff import SHOWN, tradeoff_of
from kehou_solver.domain.base import Text

_TEMPLATE = "study.html.j2"

WORDS = {
    "scenario": Text("情景", "Scenario"),
    "value": Text("值", "Value"),
    "interval": Text("95% 区间", "95 % interval"),
    "against": Text("比现状", "Against the base"),
    "metrics": Text("各项指标", "Metrics"),
    "tradeoff": Text("取舍：花多少钱，满足多少", "Trade-off: cost and gain"),
    "ceiling": Text("竖线到已证上限", "line: to the proved ceiling"),
    "proved": Text("实心：已证最优", "filled: proved best"),
    "schools": Text("各校志愿满足率", "Wishes met, school by school"),
    "best": Text("高", "high"),
    "worst": Text("低", "low"),
    "none": Text("无合法课表", "no lawful week"),
    "hidden": Text("人数少，不公布", "too few to be shown"),
    "notes": Text("说明", "Notes"),
}
NOTES = (
    Text(
        "每个情景和现状用同样的随机数，逐次相减，所以差值的区间只反映情景本身；"
        "只做一次的没有区间。区间含 0 的差值以灰色显示：不能说有影响。",
        "Each scenario has the same chance as the base and is compared replication by "
        "replication, so an interval is that of the change alone; one replication has "
        "none. Differences whose interval holds 0 are grey: nothing can be said.",
    ),
    Text(
        "求解有时限；没有证明最优的结果只说明至少能做到这样。",
        "Searches have a time limit; what is not proved best can at least be reached.",
    ),
)


def study_page(
    title: str,
    scenarios: Sequence[Compared],
    rows: Iterable[tuple[str, str, int, Row]],
    lang: str,
) -> str:
    """Return the page as HTML: no script, nothing from elsewhere.

    Args:
        title: of the study.
        scenarios: compared, the base first.
        rows: place, scenario, replication and what came of it.
        lang: "zh" or "en".
    """
    source = (files("kehou_simulation.report") / _TEMPLATE).read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    charts: list[tuple[str, list[Bar]]] = []
    for name, metric in METRICS.items():
        bars = bars_of(scenarios, name, lang)
        if bars:
            charts.append((metric.head(lang), bars))
    return environment.from_string(source).render(
        lang="zh-CN" if lang == "zh" else "en",
        title=title,
        words={name: text.of(lang) for name, text in WORDS.items()},
        charts=charts,
        tradeoff=tradeoff_of(scenarios, lang),
        heads=[METRICS[name].head(lang) for name in SHOWN],
        maps=tiles_of([one.scenario for one in scenarios], rows, lang),
        notes=[note.of(lang) for note in NOTES],
    )
