"""Which files were written, so that they are found again."""

from collections.abc import Sequence
from pathlib import Path

from kehou_api.cli.voice import Voice


def show_files(voice: Voice, files: Sequence[Path]) -> None:
    """Print the path of every file, one a line."""
    voice.say("已写入：", "Written:", style="bold")
    for path in files:
        words = _MEANING.get(path.name, ("", ""))
        voice.say(f"  {path}  {words[0]}", f"  {path}  {words[1]}")


_MEANING = {
    "instance.json": ("所问的问题", "what was asked for"),
    "timetable.json": ("课表（程序可读）", "the timetable, for programs"),
    "timetable.xlsx": ("课表（校内打印）", "the timetable, to print inside school"),
    "timetable.html": ("课表（可向家长公布）", "the timetable, for families"),
    "result.zip": ("可独立核验的结果", "what kehou_verify.py re-checks"),
    "answer.json": ("目标、界限与说明", "goals, bounds and reasons"),
    "partial-timetable.json": ("缺口最小的部分课表", "the best partial timetable"),
}
