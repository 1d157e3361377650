"""How good a goal's value is proved to be, in words."""

from kehou_solver.domain.answer import GoalResult
from kehou_solver.domain.base import Text


def proof_words(goal: GoalResult) -> Text:
    """Say what is proved about a goal, and no more than that."""
    if goal.bound is None:
        return Text("未证明", "nothing proved")
    if goal.holds == "club_groups_fixed":
        # Other club groups were not looked at: this is no statement about the school.
        if goal.value == goal.bound:
            return Text("在现有社团分组下最优", "best for these club groups")
        return Text(
            f"在现有社团分组下差距不超过 {gap(goal)}",
            f"within {gap(goal)} for these club groups",
        )
    if goal.proved:
        return Text("已证明最优", "proved best")
    return Text(f"差距不超过 {gap(goal)}", f"within {gap(goal)}")


def short_proof_words(goal: GoalResult) -> Text:
    """Say the same in a narrow column; a star: for these groups only."""
    if goal.bound is None:
        return proof_words(goal)
    star = "*" if goal.holds == "club_groups_fixed" else ""
    if goal.value == goal.bound:
        return Text(f"已证明最优{star}", f"proved best{star}")
    return Text(f"差距 ≤ {gap(goal)}{star}", f"within {gap(goal)}{star}")


def gap(goal: GoalResult) -> str:
    """Write how far the value may be from the best, as units and percent."""
    if goal.bound is None:
        return "?"
    apart = abs(goal.value - goal.bound)
    scale = max(abs(goal.value), abs(goal.bound))
    percent = 100 * apart / scale if scale else 0.0
    return f"{apart} ({percent:.1f}%)"
