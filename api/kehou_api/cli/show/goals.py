"""The goals in the terminal: value, bound, and how much of it is proved."""

from collections.abc import Sequence

from kehou_api.cli.show.frames import cell, frame
from kehou_api.cli.voice import Voice
from kehou_solver.domain.answer import GoalResult
from kehou_solver.measures import MEASURES
from kehou_solver.report.words_goals import short_proof_words

MOST_NAMED = 3
"""More open goals than this are counted, not named: the table above has them."""


def show_goals(voice: Voice, goals: Sequence[GoalResult]) -> None:
    """Print every goal in its order, most important first."""
    table = frame(
        voice.pick("目标（按先后）", "Goal, in strict order"),
        voice.pick("达到", "Value"),
        voice.pick("界限", "Bound"),
        voice.pick("单位", "Unit"),
        voice.pick("证明", "Proof"),
    )
    for column in (3, 4):
        table.columns[column].justify = "left"
    for goal in goals:
        measure = MEASURES[goal.name]
        table.add_row(
            cell(measure.title.of(voice.lang)),
            f" {goal.value}",
            "" if goal.bound is None else f" {goal.bound}",
            cell(measure.unit.of(voice.lang)),
            cell(
                short_proof_words(goal).of(voice.lang), "green" if goal.proved else ""
            ),
        )
    voice.show(table)
    if any(goal.holds == "club_groups_fixed" for goal in goals):
        voice.say(
            "* 只对这样开设的社团分组成立，不是对全校的证明。",
            "* Holds for these club groups only: no proof for the school.",
        )
    say_what_is_proved(voice, goals)


def say_what_is_proved(voice: Voice, goals: Sequence[GoalResult]) -> None:
    """Say how many goals are proved best, and which or how many are not."""
    open_goals = [goal for goal in goals if not goal.proved]
    proved = len(goals) - len(open_goals)
    voice.say(
        f"{len(goals)} 个目标中 {proved} 个已证明最优（更靠前的目标保持不变）。",
        f"{proved} of {len(goals)} goals are proved best, given the goals before them.",
    )
    titles = [MEASURES[goal.name].title for goal in open_goals]
    if 0 < len(titles) <= MOST_NAMED:
        zh, en = "、".join(t.zh for t in titles), ", ".join(t.en for t in titles)
        voice.say(f"尚未证明：{zh}。", f"Not proved: {en}.")
    elif titles:
        voice.say(
            f"其余 {len(titles)} 个尚未证明最优，差距见表。",
            f"The other {len(titles)} are not proved best; the table shows the gaps.",
        )
