"""Many schools in one table: a row for each, no person, and no small count of children.

A count of children from one to four points at a child, so it is shown as FEW. So that
nobody finds it by a subtraction or a division, what it could be found from is HIDDEN: a
part of which few are missing, a rate or a cost for each child over a count that is not
shown, the sum of a column in which one is not shown, and how far a seat goal is from
its bound.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.answer import GoalResult
from kehou_solver.domain.base import Text
from kehou_solver.measures import MEASURES
from kehou_solver.report.clauses import SMALL
from kehou_solver.report.csv_cells import Cell
from kehou_solver.report.district_counts import SchoolCounts
from kehou_solver.report.pages_statistics import TIER_NAMES
from kehou_solver.report.words import KIND_NAMES
from kehou_solver.report.words_goals import proof_words

FEN_A_YUAN = 100
"""Money is counted in fen and read in yuan."""

FEW = f"<{SMALL}"
HIDDEN = "*"
NOTHING = ""

SEAT_GOALS = frozenset(
    {f"{name}_{tier}" for name in ("wishes_met", "wish_ranks") for tier in TIER_NAMES}
    | {"seats_given"}
)
"""Goals whose values are counts of children, or follow from them."""


@dataclass(frozen=True)
class SchoolLine:
    """One school as it comes into the table.

    Attributes:
        code, title: of the school.
        state: of the plan that counts.
        counts: of the plan's week; None = there is no plan.
        goals: what was reached and proved.
    """

    code: str
    title: str
    state: Text
    counts: SchoolCounts | None = None
    goals: tuple[GoalResult, ...] = ()


def heads(lang: str) -> list[str]:
    """Return the heads of the columns."""
    return [head.of(lang) for head in _heads()]


def table(lines: Sequence[SchoolLine], lang: str) -> list[list[Cell]]:
    """Return a row for each school, and their sum if there are several."""
    rows = [_row(line, lang) for line in lines]
    counted = [line.counts for line in lines if line.counts is not None]
    if len(counted) > 1:
        rows.append(_sum(counted, lang))
    return rows


def _row(line: SchoolLine, lang: str) -> list[Cell]:
    names: list[Cell] = [line.code, line.title, line.state.of(lang)]
    if line.counts is None:
        return names + [NOTHING] * (len(_heads()) - len(names))
    children = _children(line.counts)
    figures = _figures(line.counts, children)
    return [*names, *figures, _proof(line.goals, children, lang)]


def _sum(counted: Sequence[SchoolCounts], lang: str) -> list[Cell]:
    tiers = {
        tier: (
            sum(one.wishes[tier][0] for one in counted),
            sum(one.wishes[tier][1] for one in counted),
        )
        for tier in TIER_NAMES
    }
    whole = SchoolCounts(
        children=sum(one.children for one in counted),
        taking_part=sum(one.taking_part for one in counted),
        wishes=tiers,
        class_slots=sum(one.class_slots for one in counted),
        lessons={kind: sum(one.lessons[kind] for one in counted) for kind in AdultKind},
        cost_fen=sum(one.cost_fen for one in counted),
        late_evenings=sum(one.late_evenings for one in counted),
    )
    columns = zip(*map(_children, counted), strict=True)
    children = [
        cell if all(isinstance(one, int) for one in column) else HIDDEN
        for cell, column in zip(_children(whole), columns, strict=True)
    ]
    names: list[Cell] = [NOTHING, _SUM.of(lang), NOTHING]
    return [*names, *_figures(whole, children), NOTHING]


def _children(counts: SchoolCounts) -> list[Cell]:
    """Return all children and those who take part, then each tier's wishes and seats.

    All counts of children there are: the rest of the row only stands on these cells.
    """
    cells = [
        _part(counts.children, counts.children),
        _part(counts.taking_part, counts.children),
    ]
    for wished, seated in counts.wishes.values():
        cells += [_part(wished, wished), _part(seated, wished)]
    return cells


def _part(part: int, whole: int) -> Cell:
    """Return a part of a whole that stands beside it, as it may be shown."""
    if 0 < whole < SMALL:
        return FEW
    if part in (0, whole):
        return part
    # Of six, FEW for one to four would make HIDDEN say "five": so both are HIDDEN.
    if whole < 2 * SMALL or whole - part < SMALL:
        return HIDDEN
    return FEW if part < SMALL else part


def _figures(counts: SchoolCounts, children: Sequence[Cell]) -> Iterator[Cell]:
    """Yield all that is counted, in the order of the heads."""
    everybody, taking_part, *tiers = children
    yield everybody
    yield taking_part
    yield _rate(taking_part, everybody)
    yield _plain(counts.class_slots)
    yield from tiers
    yield from (_plain(counts.lessons[kind]) for kind in AdultKind)
    vendors = counts.lessons[AdultKind.VENDOR_INSTRUCTOR]
    yield _rate(vendors, sum(counts.lessons.values()))
    yield counts.cost_fen / FEN_A_YUAN
    yield _each(counts.cost_fen, taking_part)
    yield _plain(counts.late_evenings)


def _rate(part: Cell, whole: Cell) -> Cell:
    """Return a part in percent."""
    if isinstance(part, str) or isinstance(whole, str):
        return HIDDEN
    return round(100 * part / whole, 1) if whole else NOTHING


def _each(fen: int, children: Cell) -> Cell:
    """Return what one child costs, in yuan to a fen; half a fen is one."""
    if isinstance(children, str):
        return HIDDEN
    return int(fen / children + 0.5) / FEN_A_YUAN if children else NOTHING


def _plain(number: float) -> Cell:
    return int(number) if number == int(number) else round(number, 1)


def _proof(goals: Sequence[GoalResult], children: Sequence[Cell], lang: str) -> str:
    """Say what is proved of a week: all of it, or up to the first goal that is open."""
    open_goal = next((goal for goal in goals if not goal.proved), None)
    if open_goal is None:
        return _BEST.of(lang) if goals else NOTHING
    title = MEASURES[open_goal.name].title
    proved = sum(goal.proved for goal in goals)
    words = Text(
        f"{len(goals)} 个目标中 {proved} 个已证明最优；{title.zh}",
        f"{proved} of {len(goals)} goals proved best; {title.en}",
    ).of(lang)
    if open_goal.name in SEAT_GOALS and any(isinstance(one, str) for one in children):
        return words
    return f"{words}: {proof_words(open_goal).of(lang)}"


def _heads() -> list[Text]:
    return [
        Text("编号", "Code"),
        Text("学校", "School"),
        Text("方案", "Plan"),
        Text("学生（人）", "Children"),
        Text("参加（人）", "Taking part (children)"),
        Text("覆盖率（%）", "Coverage (%)"),
        Text("有人看护（班·时段）", "In care (class-slots)"),
        *(head for name in TIER_NAMES.values() for head in _tier_heads(name)),
        *(_lessons_head(KIND_NAMES[kind]) for kind in AdultKind),
        Text("机构课时占比（%）", "Vendors' share of lessons (%)"),
        Text("课时费用（元/周）", "Cost of lessons (yuan a week)"),
        Text("人均费用（元/周）", "Cost for each taking part (yuan a week)"),
        Text("晚归（人次/周）", "Late evenings (a week)"),
        Text("证明", "Proof"),
    ]


def _tier_heads(name: Text) -> tuple[Text, Text]:
    return (
        Text(f"{name.zh}：报名社团（人）", f"Wished a club: {name.en} (children)"),
        Text(f"{name.zh}：得到名额（人）", f"Have a seat: {name.en} (children)"),
    )


def _lessons_head(name: Text) -> Text:
    return Text(f"{name.zh}（课时/周）", f"Lessons by {name.en} (a week)")


_SUM = Text("合计", "Sum")
_BEST = Text("已证明最优", "proved best")

NOTES = (
    Text(
        f"{FEW}：一至四名学生，不公布具体人数；{HIDDEN}：为免由其推算出少数学生而不公布。",
        f"{FEW}: one to four children, not told how many; {HIDDEN}: not told, because "
        "a small number of children could be found from it.",
    ),
    Text(
        "参加：已提交书面同意的学生。每校取最新公布的方案；没有公布的，取最新已报送或已审核的。",
        "Taking part: with a written consent. Of each school the newest published plan "
        "counts; where none is published, the newest submitted or approved one.",
    ),
    Text(
        "单双周不同的，按两周平均。",
        "Where odd and even weeks differ, means of both.",
    ),
)
"""What a reader must know."""
