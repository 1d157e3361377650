"""What each goal measures, on anybody's timetable. No solver, no weights."""

from collections.abc import Mapping

from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.errors import InputError, Problem
from kehou_solver.measures.afternoon_gaps import AFTERNOON_GAPS
from kehou_solver.measures.changes import CHANGES
from kehou_solver.measures.cost_fen import COST_FEN
from kehou_solver.measures.duty_minutes_peak import DUTY_MINUTES_PEAK
from kehou_solver.measures.group_teacher_lessons import GROUP_TEACHER_LESSONS
from kehou_solver.measures.homeroom_care import HOMEROOM_CARE
from kehou_solver.measures.late_evenings import LATE_EVENINGS
from kehou_solver.measures.late_starts_denied import LATE_STARTS_DENIED
from kehou_solver.measures.load_range import LOAD_RANGE
from kehou_solver.measures.load_squares import LOAD_SQUARES
from kehou_solver.measures.measure import Measure
from kehou_solver.measures.room_moves import ROOM_MOVES
from kehou_solver.measures.seats_given import SEATS_GIVEN
from kehou_solver.measures.specialist_lessons import SPECIALIST_LESSONS
from kehou_solver.measures.taught_care import TAUGHT_CARE
from kehou_solver.measures.time_bank_over import TIME_BANK_OVER
from kehou_solver.measures.vendor_lessons import VENDOR_LESSONS
from kehou_solver.measures.wish_ranks import wish_ranks
from kehou_solver.measures.wishes_met import wishes_met
from kehou_solver.policy import Policy

MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for measure in (
        *(build(tier) for tier in (1, 2, 3) for build in (wishes_met, wish_ranks)),
        VENDOR_LESSONS,
        SPECIALIST_LESSONS,
        GROUP_TEACHER_LESSONS,
        COST_FEN,
        LOAD_RANGE,
        LOAD_SQUARES,
        LATE_EVENINGS,
        LATE_STARTS_DENIED,
        TIME_BANK_OVER,
        DUTY_MINUTES_PEAK,
        HOMEROOM_CARE,
        TAUGHT_CARE,
        AFTERNOON_GAPS,
        ROOM_MOVES,
        CHANGES,
        SEATS_GIVEN,
    )
}
"""One per goal, in the order of docs/rules-and-goals.md."""


def measure_all(
    instance: Instance, timetable: Timetable, policy: Policy
) -> dict[str, int]:
    """Return the value of every goal, in the instance's order, else the rulebooks'.

    Raises:
        InputError: if the order names a goal that does not exist.
    """
    order = policy.goal_order() if instance.goals is None else instance.goals
    if problems := [_unknown(goal) for goal in order if goal not in MEASURES]:
        raise InputError(problems)
    return {goal: MEASURES[goal].measure(instance, timetable, policy) for goal in order}


def ahead(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Say whether the values `one` are better, goal by goal in strict order."""
    for name, value in one.items():
        if value != other[name]:
            return (value > other[name]) == (MEASURES[name].seek == "max")
    return False


def _unknown(goal: str) -> Problem:
    known = list(MEASURES)
    return Problem(
        where="/goals",
        seen=repr(goal),
        expected_zh="没有这个目标；现有：" + "、".join(known),
        expected_en="no such goal; there are: " + ", ".join(known),
    )


__all__ = ["MEASURES", "Measure", "ahead", "measure_all"]
