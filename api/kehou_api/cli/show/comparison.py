"""The comparison in the terminal: ours beside the school's own, row by row."""

from collections.abc import Sequence

from kehou_api.cli.show.frames import cell, frame
from kehou_api.cli.voice import Voice
from kehou_solver.domain.base import Text
from kehou_solver.report.comparison import Row, Verdict

_VERDICTS: dict[Verdict, tuple[Text, str]] = {
    "better": (Text("更好", "better"), "green"),
    "equal": (Text("相同", "equal"), ""),
    "worse": (Text("更差", "worse"), "bold red"),
    "not_ranked": (Text("不比高低", "not ranked"), ""),
}


def show_comparison(voice: Voice, rows: Sequence[Row]) -> None:
    """Print one row per criterion with both values and the computed verdict."""
    table = frame(
        voice.pick("每周", "Per week"),
        "kehou",
        voice.pick("学校公布", "published"),
        voice.pick("单位", "Unit"),
        voice.pick("kehou 相比", "kehou is"),
    )
    for column in (3, 4):
        table.columns[column].justify = "left"
    for row in rows:
        words, style = _VERDICTS[row.verdict]
        table.add_row(
            cell(row.criterion.title.of(voice.lang)),
            _number(row.ours),
            _number(row.theirs),
            cell(row.criterion.unit.of(voice.lang)),
            cell(words.of(voice.lang), style),
        )
    voice.show(table)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
