"""Write the report files."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.report.ladder_page import blocks
from benchmarks.report.pages import Plot, html, markdown
from benchmarks.results import Row

TITLE = "基准结果 / Benchmark results"


def write_reports(rows: Sequence[Row], out: Path) -> list[Path]:
    """Write report.md with its plots, and report.html, which needs nothing else."""
    page = list(blocks(rows))
    plots = out / "plots"
    plots.mkdir(parents=True, exist_ok=True)
    for block in page:
        if isinstance(block, Plot):
            (plots / f"{block.name}.svg").write_text(block.svg, encoding="utf-8")
    files = {
        out / "report.md": markdown(TITLE, page),
        out / "report.html": html(TITLE, page),
    }
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return [*files]
