"""The blocks of the report: who won, by how much, how soon, with how much memory."""

from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.lexicographic import better
from benchmarks.report.contests import (
    OURS,
    Contest,
    Gap,
    by_rung,
    contests,
    families_in,
)
from benchmarks.report.pages import Block, Heading, Plot, Table, Words
from benchmarks.report.plots import Line, chart
from benchmarks.report.profile import profile
from benchmarks.results import Row, newest

LOUD = ("unlawful", "rejected", "crashed", "killed", "skipped", "nothing")
NONE = "—"


def blocks(rows: Sequence[Row]) -> Iterator[Block]:
    """Yield the whole report."""
    found = contests(rows)
    yield from _setting(rows)
    yield Heading("谁更好 / Who is ahead")
    yield Words(
        "按目标的严格次序比较，先分出高低的目标定胜负；同一学校、同一时限、同一裁判。"
        "括号里是案例数。 / Compared goal by goal in strict order: the first goal that "
        "differs decides. Same school, same time, same judge. In brackets: cases."
    )
    yield _won(found)
    yield _against_us(found)
    for (rung, limit), group in by_rung(found).items():
        yield Heading(f"{rung}, {limit:g} s")
        yield from _rung(rung, limit, group)
    yield Heading("性能曲线 / Performance profile")
    yield Words(
        "横轴：与最好结果相差的倍数；纵轴：达到的（学校、目标）比例。"
        "名额目标；没有社团的学校用负担与连续性目标。 / "
        "Across: factor off the best value; up: share of (school, goal) within it. "
        "Seat goals, or work and continuity without clubs."
    )
    curves = [Line(f, profile(found, f)) for f in families_in(found)]
    yield Plot("profile", chart("τ", "τ", curves, steps=True, up="share"))
    yield from _variants(rows)
    yield from _failures(rows)


def _setting(rows: Sequence[Row]) -> Iterator[Block]:
    machines = dict.fromkeys(
        ", ".join(f"{k} {v}" for k, v in row.machine.items()) for row in rows
    )
    commits = dict.fromkeys(row.commit for row in rows)
    seen = [f"提交 / commits: {', '.join(commits)}", *machines]
    loads = [row.load for row in rows if row.load is not None]
    for one in seen:
        yield Words(one)
    if loads:
        yield Words(
            "开始前的系统负载 / load before a run: "
            f"{min(loads):.1f} … {max(loads):.1f}。"
            "看比值，不看秒数 / Read ratios, not seconds."
        )


def _won(found: Sequence[Contest]) -> Table:
    """Return per rung how often each family was the best, or level with the best."""
    families = families_in(found)
    rows = []
    for (rung, limit), group in by_rung(found).items():
        cells = []
        for family in families:
            ran = [c for c in group if family in c.rows]
            won = sum(family in c.winners for c in ran)
            cells.append(f"{won} ({len(ran)})" if ran else NONE)
        rows.append([f"{rung}, {limit:g} s", *cells])
    return Table(["最好 / best", *families], rows)


def _against_us(found: Sequence[Contest]) -> Table:
    """Return per rung which goal decides between us and each peer."""
    peers = [f for f in families_in(found) if f != OURS]
    rows = []
    for (rung, limit), group in by_rung(found).items():
        cells = [", ".join(dict.fromkeys(_decided(c, p) for c in group)) for p in peers]
        rows.append([f"{rung}, {limit:g} s", *cells])
    return Table(["由哪个目标决出 / decided by", *peers], rows)


def _decided(contest: Contest, peer: str) -> str:
    if peer not in contest.rows or OURS not in contest.rows:
        return NONE
    if peer not in contest.lawful:
        return f"{OURS}: {contest.rows[peer].outcome}" if contest.lawful else NONE
    if OURS not in contest.lawful:
        return peer
    goal = contest.decided_by(peer)
    if goal is None:
        return "平 / level"
    place = contest.goals.index(goal)
    ours, theirs = contest.lawful[OURS], contest.lawful[peer]
    ahead = OURS if better(ours, theirs, contest.goals) else peer
    return f"{ahead}: {goal} {ours[place]} : {theirs[place]}"


def _rung(rung: str, limit: float, group: Sequence[Contest]) -> Iterator[Block]:
    families = families_in(group)
    shown = group[0].shown()
    yield Table(
        [
            "方法 / method",
            "合规 / lawful",
            "首份 / first (s)",
            "内存 / memory (MiB)",
            "复核通过 / verified",
            "上限重算 / bounds added up again",
        ],
        [
            [
                family,
                f"{sum(family in c.lawful for c in group)} "
                f"({sum(family in c.rows for c in group)})",
                _middle([c.rows[family].first for c in group if family in c.rows], 2),
                _middle(
                    [c.rows[family].memory_mib for c in group if family in c.rows], 0
                ),
                *_verified([c.rows[family] for c in group if family in c.rows]),
            ]
            for family in families
        ],
    )
    yield Words(
        "差距：(上界 − 值) / 上界，各种子的平均。* 对所见最好值，不是已证上界。"
        "† 前面的目标与证明上界的结果不同，上界对它不成立，可为负。 / "
        "Gap: (bound - value) / bound, mean over seeds. * against the best value seen, "
        "no proof. † earlier goals differ from those under which the bound was proved: "
        "it may be below 0."
    )
    yield Table(
        ["差距 / gap", *shown],
        [[f, *(_mean_gap(group, f, goal) for goal in shown)] for f in families],
    )
    yield Table(
        [f"对 {OURS} 的比值 / per {OURS}", *shown],
        [
            [f, *(_mean([c.ratio(f, goal) for c in group], ".3f") for goal in shown)]
            for f in families
            if f != OURS
        ],
    )
    for goal in [g for g in shown if not g.startswith("wish_ranks")][:4]:
        title = f"{rung}: {goal}"
        curves = [Line(f, _over_time(group, f, goal)) for f in families]
        svg = chart(title, "s", curves, steps=True, up="gap, %")
        yield Plot(f"{rung}-{limit:g}s-{goal}", svg)


def _verified(rows: Sequence[Row]) -> tuple[str, str]:
    """Return how many answers the verifier took, and how many bounds it proved."""
    seen = [row.verified for row in rows if row.verified is not None]
    if not seen:
        return NONE, NONE
    gaps = [gap for one in seen for gap in one.certified.values()]
    return (
        f"{sum(one.accepted for one in seen)} ({len(seen)})",
        f"{len(gaps)}, {sum(gap == 0 for gap in gaps)} 最优 / best",
    )


def _over_time(
    group: Sequence[Contest], family: str, goal: str
) -> list[tuple[float, float]]:
    """Return the mean gap (%) over time, from when every seed has an answer."""
    curves = [_curve(c, family, goal) for c in group if family in c.lawful]
    if not curves or not all(curves):
        return []
    start = max(curve[0][0] for curve in curves)
    times = sorted({t for curve in curves for t, _ in curve if t >= start})
    limit = group[0].limit
    return [
        (t, sum(_at(curve, t) for curve in curves) / len(curves))
        for t in dict.fromkeys([*times, max(limit, times[-1])])
    ]


def _curve(contest: Contest, family: str, goal: str) -> list[tuple[float, float]]:
    row = contest.rows[family]
    place = contest.goals.index(goal)
    points = []
    for point in row.points:
        if point.values is not None:
            gap = contest.gap(family, goal, point.values[place])
            points.append((point.seconds, 100 * (gap.share if gap else 0.0)))
    return points


def _at(curve: Sequence[tuple[float, float]], time: float) -> float:
    return [value for t, value in curve if t <= time][-1]


def _mean_gap(group: Sequence[Contest], family: str, goal: str) -> str:
    gaps: list[Gap] = []
    for contest in group:
        gap = contest.gap(family, goal)
        if gap is not None:
            gaps.append(gap)
    if not gaps:
        return NONE
    mean = sum(gap.share for gap in gaps) / len(gaps)
    star = "" if all(gap.proved for gap in gaps) else "*"
    dagger = "" if all(gap.same_start for gap in gaps) else "†"
    return f"{100 * mean:.2f} %{star}{dagger}"


def _mean(values: Sequence[float | None], form: str) -> str:
    known = [value for value in values if value is not None]
    return format(sum(known) / len(known), form) if known else NONE


def _middle(values: Sequence[float | None], digits: int) -> str:
    known = [value for value in values if value is not None]
    return f"{median(known):.{digits}f}" if known else NONE


def _variants(rows: Sequence[Row]) -> Iterator[Block]:
    yield Heading("所有运行 / All runs")
    last = sorted(newest(rows), key=lambda r: (r.rung, r.limit, r.seed, r.method))
    yield Table(
        [
            "运行 / run",
            "种子 / seed",
            "结果 / outcome",
            "首份 / first (s)",
            "值 / values",
        ],
        [
            [
                f"{r.rung}, {r.limit:g} s, {r.method}",
                str(r.seed),
                r.outcome,
                NONE if r.first is None else f"{r.first:.2f}",
                " ".join(map(str, r.best)) if r.best else NONE,
            ]
            for r in last
        ],
    )


def _failures(rows: Sequence[Row]) -> Iterator[Block]:
    loud = [r for r in newest(rows) if r.outcome in LOUD or r.complaint]
    if not loud:
        return
    yield Heading(
        "没有合规课表，或曾提出违规课表 / No lawful timetable, or unlawful ones"
    )
    yield Table(
        ["运行 / run", "种子 / seed", "结果 / outcome", "为什么 / why"],
        [
            [
                f"{r.rung}, {r.limit:g} s, {r.method}",
                str(r.seed),
                r.outcome,
                (r.complaint or "; ".join(r.notes) or NONE)[:300],
            ]
            for r in loud
        ],
    )
