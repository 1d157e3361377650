"""What many schools come to together, in one scenario and one replication."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kehou_simulation.answers.figures import SchoolFigures
from kehou_simulation.answers.solved import Row
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Text
from kehou_solver.report.district import FEN_A_YUAN

PERCENT = Text("%", "%")

FIRST = "wishes_met_1"
"""The goal that counts priority children with a seat."""


@dataclass(frozen=True)
class Metric:
    """One number that scenarios are compared by.

    Attributes:
        seek: which way is better; None = neither.
        of: what it is computed from; None = it has no value (nobody wished).
    """

    name: str
    title: Text
    unit: Text
    seek: str | None
    of: Callable[[Sequence[Row]], float | None]

    def head(self, lang: str) -> str:
        """Return the title with its unit."""
        title, unit = self.title.of(lang), self.unit.of(lang)
        if not unit:
            return title
        return f"{title}（{unit}）" if lang == "zh" else f"{title} ({unit})"


def _figures(rows: Sequence[Row]) -> list[SchoolFigures]:
    return [one for row in rows for one in row.figures]


def _solved(rows: Sequence[Row]) -> float | None:
    schools = sum(len(row.schools) for row in rows)
    found = sum(len(row.schools) for row in rows if row.verdict == "found")
    return 100 * found / schools if schools else None


def _satisfied(tier: int) -> Callable[[Sequence[Row]], float | None]:
    def of(rows: Sequence[Row]) -> float | None:
        seats = [s for one in _figures(rows) for s in one.seats if s.tier == tier]
        wished = sum(one.wished for one in seats)
        return 100 * sum(one.seated for one in seats) / wished if wished else None

    return of


def _satisfied_all(rows: Sequence[Row]) -> float | None:
    seats = [s for one in _figures(rows) for s in one.seats]
    wished = sum(one.wished for one in seats)
    return 100 * sum(one.seated for one in seats) / wished if wished else None


def _ceiling(rows: Sequence[Row]) -> float | None:
    """Return the most that is proved possible for the priority group.

    It is the first goal, so its bound holds whatever becomes of the others.
    """
    most = wished = 0
    for row in rows:
        first = next((g for g in row.goals if g.name == FIRST), None)
        if row.verdict != "found":
            continue
        if first is None or first.bound is None:
            return None
        most += first.bound
        wished += sum(s.wished for f in row.figures for s in f.seats if s.tier == 1)
    return 100 * min(most, wished) / wished if wished else None


def _missing(rows: Sequence[Row]) -> float:
    return sum(gap.adults_missing for row in rows for gap in row.gaps)


def _share(kind: AdultKind) -> Callable[[Sequence[Row]], float | None]:
    def of(rows: Sequence[Row]) -> float | None:
        lessons: Counter[AdultKind] = Counter()
        for one in _figures(rows):
            lessons.update(one.lessons)
        total = lessons.total()
        return 100 * lessons[kind] / total if total else None

    return of


def _cost_each(rows: Sequence[Row]) -> float | None:
    figures = _figures(rows)
    children = sum(one.taking_part for one in figures)
    fen = sum(one.cost_fen / one.weeks for one in figures)
    return fen / FEN_A_YUAN / children if children else None


def _fees_spent(rows: Sequence[Row]) -> float | None:
    figures = _figures(rows)
    fees = sum(one.fees_month_fen for one in figures)
    return 100 * sum(one.cost_month_fen for one in figures) / fees if fees else None


def _beyond_fees(rows: Sequence[Row]) -> float | None:
    figures = _figures(rows)
    beyond = sum(one.cost_month_fen > one.fees_month_fen for one in figures)
    return 100 * beyond / len(figures) if figures else None


def _late(rows: Sequence[Row]) -> float | None:
    if not any(row.goals for row in rows):
        return None
    return sum(
        goal.value for row in rows for goal in row.goals if goal.name == "late_evenings"
    )


def satisfaction_of(one: SchoolFigures) -> float | None:
    """Return the share of children with a wish who have a seat, at one school."""
    wished = sum(seats.wished for seats in one.seats)
    return sum(seats.seated for seats in one.seats) / wished if wished else None


def _by_school(rows: Sequence[Row]) -> list[float]:
    shares = [satisfaction_of(one) for one in _figures(rows)]
    return sorted(share for share in shares if share is not None)


def _range(rows: Sequence[Row]) -> float | None:
    shares = _by_school(rows)
    return 100 * (shares[-1] - shares[0]) if shares else None


def gini(values: Sequence[float]) -> float | None:
    """Return the Gini coefficient: 0 = alike everywhere; None if all shares are 0."""
    ordered = sorted(values)
    total, count = sum(ordered), len(ordered)
    if not total:
        return None
    weighted = sum(place * value for place, value in enumerate(ordered, start=1))
    return 2 * weighted / (count * total) - (count + 1) / count


METRICS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric(
            "solved",
            Text("有合法课表的学校", "schools with a lawful week"),
            PERCENT,
            "max",
            _solved,
        ),
        *(
            Metric(
                f"satisfied_{tier}",
                Text(f"社团志愿满足率·{zh}", f"wishes met, {en}"),
                PERCENT,
                "max",
                _satisfied(tier),
            )
            for tier, zh, en in (
                (1, "优先群体", "priority group"),
                (2, "中低年级", "lower and middle grades"),
                (3, "其他年级", "other grades"),
            )
        ),
        Metric(
            "satisfied_all",
            Text("社团志愿满足率·全体", "wishes met, all children"),
            PERCENT,
            "max",
            _satisfied_all,
        ),
        Metric(
            "ceiling_1",
            Text("优先群体满足率的已证上限", "proved ceiling, priority group"),
            PERCENT,
            None,
            _ceiling,
        ),
        Metric(
            "adults_missing",
            Text("看护缺人", "adults missing for care"),
            Text("人·时段", "adult-slots"),
            "min",
            _missing,
        ),
        Metric(
            "vendor_share",
            Text("第三方机构课时占比", "lessons by vendors"),
            PERCENT,
            "min",
            _share(AdultKind.VENDOR_INSTRUCTOR),
        ),
        Metric(
            "group_share",
            Text("集团教师课时占比", "lessons by group teachers"),
            PERCENT,
            None,
            _share(AdultKind.GROUP_TEACHER),
        ),
        Metric(
            "cost_each",
            Text("人均课时费用", "cost of lessons for each child"),
            Text("元/周", "yuan a week"),
            "min",
            _cost_each,
        ),
        Metric(
            "fees_spent",
            Text("课时费用占服务费收入", "cost of lessons against fees"),
            PERCENT,
            "min",
            _fees_spent,
        ),
        Metric(
            "beyond_fees",
            Text(
                "费用超过服务费收入的学校", "schools whose lessons cost more than fees"
            ),
            PERCENT,
            "min",
            _beyond_fees,
        ),
        Metric(
            "late_evenings",
            Text("晚归人次", "late evenings"),
            Text("人次", "evenings"),
            "min",
            _late,
        ),
        Metric(
            "range",
            Text("校际满足率差距", "widest gap between schools"),
            Text("百分点", "points"),
            "min",
            _range,
        ),
        Metric(
            "gini",
            Text("校际满足率基尼系数", "Gini of wishes met over schools"),
            Text("", ""),
            "min",
            lambda rows: gini(_by_school(rows)),
        ),
    )
}
"""Every metric, in the order in which they are shown."""
