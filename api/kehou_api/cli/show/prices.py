"""What to get next, for people."""

from collections.abc import Sequence

from kehou_api.cli.show.frames import cell, frame
from kehou_api.cli.voice import Voice
from kehou_simulation.prices.cheapest import Closing
from kehou_simulation.prices.proving import Gain
from kehou_solver.report.district import FEN_A_YUAN

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


def show_closings(voice: Voice, closings: Sequence[tuple[str, Closing]]) -> None:
    """Show what has to be added where, and what it costs."""
    table = frame(
        voice.pick("实例", "Place"),
        voice.pick("有名额 / 应有", "with a seat / wanted"),
        voice.pick("增配后", "after"),
        voice.pick("增配", "Additions"),
        voice.pick("元/周", "yuan a week"),
    )
    for place, one in closings:
        added = "\n".join(
            voice.pick(each.candidate.zh, each.candidate.en) for each in one.additions
        )
        table.add_row(
            cell(place),
            f"{one.before} / {one.wanted}",
            f"{one.reached}"
            + ("" if one.closed else voice.pick("（未补齐）", " (open)")),
            cell(added or "–"),
            f"{one.cost_fen / FEN_A_YUAN:,.2f}",
        )
    voice.show(table)
    voice.say(
        "逐项试过去掉，留下的都需要；没有证明不存在更省的办法。"
        "内部参考，不得公开：人数少，可能指向个别学生。",
        "Each was taken away once and missed; that nothing cheaper exists is not "
        "proved. For planning only, not for publication: few children may be meant.",
    )


def _pair(gain: Gain, goal: str) -> str:
    if goal not in gain.promised:
        return ""
    gained = gain.gained.get(goal)
    return f"{gain.promised[goal]:.1f} / {'–' if gained is None else f'{gained:+d}'}"
