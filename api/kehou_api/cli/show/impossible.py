"""Why there is no timetable, in words a scheduler can act on."""

from kehou_api.cli.voice import Voice
from kehou_solver.domain.answer import Impossible


def show_impossible(voice: Voice, answer: Impossible) -> None:
    """Print shortages, clashing rules, confirmed ways out, and who is missing where."""
    voice.say("没有合规的课表。", "No lawful timetable exists.", style="bold red")
    if answer.shortages:
        voice.say("一数便知的缺口：", "Shortages, by counting:", style="bold")
    for shortage in answer.shortages:
        numbers = f"{shortage.needed} > {shortage.available} {shortage.unit}"
        voice.say(f"- {shortage.zh}（{numbers}）", f"- {shortage.en} ({numbers})")
    if answer.clash:
        voice.say("不能同时成立：", "These cannot all hold:", style="bold")
    for clash in answer.clash:
        voice.say(f"- {clash.zh}", f"- {clash.en}")
    if answer.mends:
        voice.say(
            "已经重新求解确认的出路：", "Ways out, confirmed by solving:", style="bold"
        )
    for mend in answer.mends:
        voice.say(f"- {mend.zh}", f"- {mend.en}")
    if answer.gaps:
        voice.say("缺人的时段：", "Where adults are missing:", style="bold")
    for gap in answer.gaps:
        classes = "+".join(gap.classes)
        voice.say(
            f"- {gap.school} {gap.slot}：缺 {gap.adults_missing} 人"
            f"（{gap.skill}），班级 {classes}",
            f"- {gap.school} {gap.slot}: {gap.adults_missing} adult(s) missing "
            f"({gap.skill}), classes {classes}",
        )
    if not (answer.shortages or answer.clash):
        voice.say(
            "没有找到更短的解释；可加大 --seconds 再试。",
            "No shorter reason was found; try again with more --seconds.",
        )
