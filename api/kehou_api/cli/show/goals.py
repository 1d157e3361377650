"""The goals in the terminal: value, bound, and how much of it is proved."""

from collections.abc import Sequence

from kehou_api.cli.show.frames import cell, frame
from kehou_api.cli.voice import Voice
from kehou_solver.domain.answer import GoalResult
from kehou_solver.measures import MEASURES
from kehou_solver.report.words_goals import proof_words


def show_goals(voice: Voice, goals: Sequence[GoalResult]) -> None:
    """Print every goal in its order, most important first."""
    table = frame(
        voice.pick("目标（按先后）", "Goal, in strict order"),
        voice.pick("达到", "Value"),
        voice.pick("界限", "Bound"),
        voice.pick("单位", "Unit"),
        voice.pick("证明", "Proof"),
        voice.pick("秒", "s"),
    )
    for column in (3, 4):
        table.columns[column].justify = "left"
    for goal in goals:
        measure = MEASURES[goal.name]
        table.add_row(
            cell(measure.title.of(voice.lang)),
            str(goal.value),
            "" if goal.bound is None else str(goal.bound),
            cell(measure.unit.of(voice.lang)),
            cell(proof_words(goal).of(voice.lang), "green" if goal.proved else ""),
            f"{goal.seconds:.1f}",
        )
    voice.show(table)
    say_what_is_proved(voice, goals)


def say_what_is_proved(voice: Voice, goals: Sequence[GoalResult]) -> None:
    """Say in one line how many goals are proved best, and which are not."""
    open_goals = [goal for goal in goals if not goal.proved]
    proved = len(goals) - len(open_goals)
    voice.say(
        f"{len(goals)} 个目标中 {proved} 个已证明最优（更靠前的目标保持不变）。",
        f"{proved} of {len(goals)} goals are proved best, given the goals before them.",
    )
    if open_goals:
        zh = "、".join(MEASURES[goal.name].title.zh for goal in open_goals)
        en = ", ".join(MEASURES[goal.name].title.en for goal in open_goals)
        voice.say(f"尚未证明：{zh}。", f"Not proved: {en}.")
