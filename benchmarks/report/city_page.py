"""The table of city runs, their efficiency, and how time and memory grow."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.city_run import CityRun
from benchmarks.fitting import fit
from benchmarks.report.plots import Line, chart


def write_city(runs: Sequence[CityRun], out: Path) -> Iterable[Path]:
    """Write the table, efficiencies, and how time and memory grow with schools."""
    lines = [
        "# 全市 / City",
        "",
        "| 比例 / fraction | 社区 / communities | 学校 / schools | 学生 / children "
        "| 机器 × 工人 / machines × workers | 每社区 / each community "
        "| 用时 / wall (s) | 搜索 / search (s) "
        "| 效率 / efficiency | 合计内存 / memory (MiB) | 违规 / findings |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for one in runs:
        lines.append(
            f"| {one.fraction:g} | {one.communities} | {one.schools} | {one.children} "
            f"| {one.machines} × {one.workers} | {_effort(one)} "
            f"| {one.wall:.0f} | {one.spent:.0f} "
            f"| {_efficiency(one, runs)} | {one.memory_mib:.0f} | {one.findings} |"
        )
    lines += [
        "",
        "| 目标 / goal | 平均差距 / mean gap | 最大 / worst | 有上界 / bounded |",
    ]
    lines += ["|---|---:|---:|---:|"]
    if runs:
        for name, (average, worst, count) in runs[-1].gaps.items():
            lines.append(
                f"| {name} | {100 * average:.2f} % | {100 * worst:.2f} % | {count} |"
            )
    page = out / "city.md"
    written = [page]
    for what, title in (
        ("wall", "用时（秒）/ seconds"),
        ("memory_mib", "内存 / memory (MiB)"),
    ):
        points = sorted(
            (float(one.schools), float(getattr(one, what)))
            for one in runs
            if _alike(one, runs[-1])
            and (one.machines, one.workers) == (runs[-1].machines, runs[-1].workers)
        )
        law = fit(points)
        if law is not None:
            lines += ["", f"{title}: {law.factor:.3g} · n^{law.exponent:.2f}"]
        plot = out / f"city-{what}.svg"
        plot.write_text(
            chart(title, "学校 / schools", [Line(what, points)]), encoding="utf-8"
        )
        written.append(plot)
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return written


def _alike(one: CityRun, other: CityRun) -> bool:
    """Say whether two runs gave each community the same effort, by the same code."""
    same = ("commit", "effort", "effort_per_thousand", "searches")
    return all(getattr(one, name) == getattr(other, name) for name in same)


def _effort(one: CityRun) -> str:
    more = f" + {one.effort_per_thousand:g}/1000" if one.effort_per_thousand else ""
    if one.searches == 1:
        return f"{one.effort:g}{more} 单位 / units"
    return f"{one.effort:g}{more} s × {one.searches}"


def _efficiency(one: CityRun, runs: Sequence[CityRun]) -> str:
    """Return speed per worker, against one worker on the same fraction."""
    alone = [
        run
        for run in runs
        if _alike(run, one) and run.fraction == one.fraction and run.workers == 1
    ]
    if not alone:
        return "—"
    return f"{alone[-1].wall / (one.wall * one.workers):.2f}"
