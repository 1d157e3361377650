"""Two timetables for the same week side by side, both judged by the same judge."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from kehou_solver.checks import audit, broken
from kehou_solver.domain.base import Text
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import instance_in, timetable_in, weeks_of
from kehou_solver.measures import MEASURES
from kehou_solver.policy import Policy
from kehou_solver.report.comparison_counts import (
    adults_used,
    covered_class_slots,
    double_bookings,
    loads_of_sharers,
)

Verdict = Literal["better", "equal", "worse", "not_ranked"]


@dataclass(frozen=True)
class Criterion:
    """One thing both timetables are measured by.

    Attributes:
        seek: which direction is better; None = shown, but neither is better.
    """

    name: str
    title: Text
    unit: Text
    seek: Literal["max", "min"] | None


@dataclass(frozen=True)
class Row:
    """What both timetables reach, per week: means where odd and even weeks differ."""

    criterion: Criterion
    ours: float
    theirs: float

    @property
    def verdict(self) -> Verdict:
        """Say how ours stands to theirs."""
        if abs(self.ours - self.theirs) < 1e-9:
            return "equal"
        if self.criterion.seek is None:
            return "not_ranked"
        more_is_better = self.criterion.seek == "max"
        return "better" if (self.ours > self.theirs) == more_is_better else "worse"


_CLASS_SLOTS = Text("班·时段", "class-slots")
_LESSONS = Text("课时", "lessons")

CRITERIA = (
    Criterion(
        "covered", Text("有人看护的班级时段", "classes in care"), _CLASS_SLOTS, "max"
    ),
    Criterion(
        "double_bookings",
        Text("一人同时在两处（含上课、午休、晚修）", "adults in two places at once"),
        Text("人·时段", "adult-slots"),
        "min",
    ),
    Criterion(
        "broken_rules", Text("违反规则", "rules broken"), Text("处", "findings"), "min"
    ),
    Criterion(
        "load_range", Text("最多与最少课时之差", "most less fewest"), _LESSONS, "min"
    ),
    Criterion(
        "load_deviation", Text("课时标准差", "standard deviation"), _LESSONS, "min"
    ),
    Criterion(
        "homeroom_care",
        Text("班主任看护本班", "led by own homeroom teacher"),
        _CLASS_SLOTS,
        "max",
    ),
    Criterion(
        "taught_care",
        Text("任课教师看护本班", "led by a teacher of the class"),
        _CLASS_SLOTS,
        "max",
    ),
    Criterion(
        "late_evenings",
        Text("因服务而晚归", "late evenings for the service"),
        Text("人次", "evenings"),
        "min",
    ),
    Criterion(
        "adults_used",
        Text("参与的教职工", "adults who take part"),
        Text("人", "adults"),
        None,
    ),
)
"""Every criterion, in the order shown."""

_FROM_MEASURES = ("load_range", "homeroom_care", "taught_care", "late_evenings")


def compare(
    instance: Instance, ours: Timetable, theirs: Timetable, policy: Policy
) -> tuple[Row, ...]:
    """Measure both timetables by every criterion; verdicts follow from the values."""
    mine = dict(_measured(instance, ours, policy))
    other = dict(_measured(instance, theirs, policy))
    return tuple(
        Row(criterion, mine[criterion.name], other[criterion.name])
        for criterion in CRITERIA
    )


def _measured(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[tuple[str, float]]:
    """Yield the value of every criterion."""
    weeks = weeks_of(instance, timetable)
    views = [
        (instance_in(instance, week), timetable_in(instance, timetable, week))
        for week in weeks
    ]
    count = len(weeks)
    yield "covered", sum(covered_class_slots(tt) for _, tt in views) / count
    yield "double_bookings", sum(double_bookings(*view) for view in views) / count
    yield "broken_rules", float(len(broken(audit(instance, timetable, policy))))
    # Measures add the weeks up; the mean stands beside a timetable without weeks.
    for name in _FROM_MEASURES:
        yield name, MEASURES[name].measure(instance, timetable, policy) / count
    by_week = [loads_of_sharers(Index(world), tt) for world, tt in views]
    yield (
        "load_deviation",
        _deviation([sum(own) / count for own in zip(*by_week, strict=True)]),
    )
    yield "adults_used", float(adults_used(timetable))


def _deviation(values: list[float]) -> float:
    """Return the standard deviation of a whole population; 0 for nobody."""
    if not values:
        return 0.0
    mean = sum(values) / len(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / len(values))
