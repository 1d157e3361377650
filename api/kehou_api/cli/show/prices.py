"""What to get next, for people."""

from collections.abc import Sequence

from kehou_api.cli.show.frames import cell, frame
from kehou_api.cli.voice import Voice
from kehou_simulation.prices.cheapest import Closing
from kehou_simulation.prices.proving import Gain
from kehou_solver.measures import MEASURES
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
        *(voice.pick(f"第{tier}层", f"tier {tier}") for tier in TIERS),
        voice.pick("已证明", "proved"),
        left=2,
    )
    table.title = voice.pick(
        "增配后多得社团名额的学生：承诺（影子价格上限）/ 实得",
        "Children with a seat more: promised at most (shadow prices) / gained",
    )
    table.title_justify = "left"
    for rank, gain in enumerate(gains, start=1):
        told = voice.pick(gain.candidate.zh, gain.candidate.en)
        cells = [_pair(gain, f"{CHILDREN}{tier}") for tier in TIERS]
        table.add_row(str(rank), cell(told), *cells, _proved(voice, gain))
    voice.show(table)
    _not_for_publication(voice)


def show_closings(voice: Voice, closings: Sequence[tuple[str, Closing]]) -> None:
    """Show what has to be added where, and what it costs."""
    table = frame(
        voice.pick("实例", "Place"),
        voice.pick("增配", "Additions"),
        voice.pick("有名额", "seated"),
        voice.pick("增配后", "after"),
        voice.pick("应有", "wanted"),
        voice.pick("元/周", "yuan a week"),
        left=2,
    )
    for place, one in closings:
        added = "\n".join(
            voice.pick(each.candidate.zh, each.candidate.en) for each in one.additions
        )
        table.add_row(
            cell(place),
            cell(added or "–"),
            str(one.before),
            str(one.reached)
            + ("" if one.closed else voice.pick("（未补齐）", " (open)")),
            str(one.wanted),
            f"{one.cost_fen / FEN_A_YUAN:,.2f}",
        )
    voice.show(table)
    if all(one.needed for _, one in closings):
        voice.say(
            "逐项试过去掉，留下的都需要；没有证明不存在更省的办法。",
            "Each was taken away once and missed; that nothing cheaper exists is not "
            "proved.",
        )
    else:
        voice.say(
            "已停止，没有逐项试过去掉：有的可能并不需要。",
            "Stopped before each had been taken away once: some may not be needed.",
        )
    _not_for_publication(voice)


def _proved(voice: Voice, gain: Gain) -> str:
    """Say what was gained for sure, in the goal that decides."""
    if not gain.proved or gain.decides is None:
        return ""
    title = MEASURES[gain.decides].title
    return f"+{gain.proved} {voice.pick(title.zh, title.en)}"


def _not_for_publication(voice: Voice) -> None:
    voice.say(
        "内部参考，不得公开：人数少，可能指向个别学生。",
        "For planning only, not for publication: few children may be meant.",
    )


def _pair(gain: Gain, goal: str) -> str:
    if goal not in gain.promised:
        return ""
    gained = gain.gained.get(goal)
    return f"{gain.promised[goal]:.1f} / {'–' if gained is None else f'{gained:+d}'}"
