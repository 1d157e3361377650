"""Answers a solver might give about the tiny school of `tests.solver.worlds`."""

from kehou_solver.domain.answer import (
    Clash,
    Found,
    Gap,
    GoalResult,
    Impossible,
    Mend,
    Shortage,
)
from tests.solver.worlds import lawful

GOALS = (
    GoalResult(name="wishes_met_1", value=6, bound=6, proved=True, seconds=0.1),
    GoalResult(name="load_range", value=3, bound=2, proved=False, seconds=0.2),
    GoalResult(
        name="homeroom_care",
        value=1,
        bound=1,
        proved=False,
        holds="club_groups_fixed",
        seconds=0.1,
    ),
    GoalResult(name="room_moves", value=4, bound=None, proved=False, seconds=0.0),
)


def found(*, stopped: bool = False) -> Found:
    """Return the lawful week as an answer."""
    return Found(
        timetable=lawful(), goals=GOALS, seconds=1.5, seed=7, workers=1, stopped=stopped
    )


IMPOSSIBLE = Impossible(
    shortages=(
        Shortage(
            kind="adults_by_slot",
            about="slot:mon-1",
            needed=3,
            available=2,
            unit="adults",
            zh="周一第一时段缺一人",
            en="one adult short on Monday",
        ),
    ),
    clash=(Clash(rule="posts_filled", about="school:east", zh="岗位", en="the posts"),),
    mends=(
        Mend(zh="请一位教师", en="ask one teacher", rule="free_when_asked", about="T5"),
    ),
    gaps=(
        Gap(
            school="east",
            slot="mon-1",
            classes=("1-1",),
            adults_missing=1,
            skill="homework",
        ),
    ),
    partial=lawful(),
    seconds=2.0,
)
