"""What to get next, for people."""

from collections.abc import Sequence

from kehou_api.cli.show.frames import cell, frame
from kehou_api.cli.voice import Voice
from kehou_simulation.prices.proving import Gain

CHILDREN = "wishes_met_"
TIERS = ("1", "2", "3")


def show_prices(voice: Voice, gains: Sequence[Gain]) -> None:
    """Show each candidate: children with a seat more, promised and gained, by tier."""
    if not gains:
        voice.say("没有能增加名额的增配。", "Nothing would add a seat.")
        return
    table = frame(
        "",
        voice.pick("增配", "More of"),
        *(
            voice.pick(f"第{tier}层 承诺/实得", f"tier {tier}, promised/gained")
            for tier in TIERS
        ),
        voice.pick("已证明", "proved"),
    )
    table.title = voice.pick(
        "增配后多得社团名额的学生（承诺为影子价格上限）",
        "children with a seat more (promised: at most, by shadow prices)",
    )
    table.title_justify = "left"
    for rank, gain in enumerate(gains, start=1):
        told = voice.pick(gain.candidate.zh, gain.candidate.en)
        cells = [_pair(gain, f"{CHILDREN}{tier}") for tier in TIERS]
        proved = f"+{gain.proved} {gain.decides}" if gain.proved else ""
        table.add_row(str(rank), cell(told), *cells, proved)
    voice.show(table)
    voice.say(
        "内部参考，不得公开：人数少，可能指向个别学生。",
        "For planning only, not for publication: few children may be meant.",
    )


def _pair(gain: Gain, goal: str) -> str:
    if goal not in gain.promised:
        return ""
    gained = gain.gained.get(goal)
    return f"{gain.promised[goal]:.1f} / {'–' if gained is None else f'{gained:+d}'}"
