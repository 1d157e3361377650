"""A repair in the terminal: what changes, and who else could come."""

from kehou_api.cli.exits import Exit
from kehou_api.cli.show.frames import cell, frame
from kehou_api.cli.voice import Voice
from kehou_solver.domain.index import Index
from kehou_solver.repair import NoRepair, Repaired

MOST_SHOWN = 5
"""Candidates of each lesson that are printed; answer.json has all."""


def exit_for(outcome: Repaired | NoRepair) -> Exit:
    """Return the exit code that says which kind of answer it is."""
    if isinstance(outcome, Repaired):
        return Exit.DONE
    return Exit.IMPOSSIBLE if outcome.proved else Exit.OUT_OF_TIME


def show_repair(voice: Voice, outcome: Repaired | NoRepair) -> None:
    """Print what came out."""
    if isinstance(outcome, NoRepair):
        _show_none(voice, outcome)
        return
    cells, took = outcome.cells, f"{outcome.seconds:.1f}"
    voice.say(
        f"已修复：变动 {cells} 处，用时 {took} 秒。",
        f"Repaired: {cells} changed cell(s), in {took} s.",
        style="bold green",
    )
    if outcome.proved:
        voice.say("已证明不能更少。", "Proved: fewer is not possible.")
    else:
        voice.say(
            f"尚未证明不能更少：至少 {outcome.bound} 处。",
            f"Not proved: at least {outcome.bound} are needed.",
            style="yellow",
        )
    table = frame(
        voice.pick("变动", "Change"),
        voice.pick("原", "Before"),
        voice.pick("现", "Now"),
        left=9,
    )
    for change in outcome.changes:
        words = (change.what, change.before, change.after)
        table.add_row(*(cell(text.of(voice.lang)) for text in words))
    if outcome.changes:
        voice.show(table)
    _show_alternatives(voice, outcome)


def _show_alternatives(voice: Voice, outcome: Repaired) -> None:
    index = Index(outcome.instance)
    for gap in outcome.alternatives:
        voice.say(
            f"{gap.adult} 的 {gap.group}（{gap.slot}）可由：",
            f"{gap.group} of {gap.adult} ({gap.slot}) could go to:",
            style="bold",
        )
        for who in gap.candidates[:MOST_SHOWN]:
            name = index.adults[who.adult].name
            mark = "✓" if who.chosen else "-"
            voice.say(
                f"{mark} {name}（{who.adult}）：{who.reasons.zh}",
                f"{mark} {name} ({who.adult}): {who.reasons.en}",
            )
        more = len(gap.candidates) - MOST_SHOWN
        if more > 0:
            voice.say(f"  另有 {more} 人", f"  and {more} more")


def _show_none(voice: Voice, outcome: NoRepair) -> None:
    if outcome.proved:
        voice.say("无法修复。", "No repair is possible.", style="bold red")
    else:
        voice.say(
            "时间内没有找到修复方案；可加大 --seconds 再试。",
            "No repair was found in time; try again with more --seconds.",
            style="yellow",
        )
    for text in outcome.blocked:
        voice.say(f"- {text.zh}", f"- {text.en}")
    if outcome.gaps:
        voice.say("缺人的时段：", "Where adults are missing:", style="bold")
    for gap in outcome.gaps:
        classes = "+".join(gap.classes) or "—"
        voice.say(
            f"- {gap.school} {gap.slot}：缺 {gap.adults_missing} 人"
            f"（{gap.skill}），班级 {classes}",
            f"- {gap.school} {gap.slot}: {gap.adults_missing} adult(s) missing "
            f"({gap.skill}), classes {classes}",
        )
