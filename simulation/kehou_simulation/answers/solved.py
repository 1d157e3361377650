"""Solves one changed instance and says what came of it: never an exception, a row."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from kehou_simulation.answers.figures import (
    Lent,
    SchoolFigures,
    figures_of,
    lent_in,
)
from kehou_simulation.planned import planned_schools
from kehou_simulation.prices.candidates import PricedCandidate
from kehou_simulation.scenarios.study import Effort
from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import (
    Found,
    Gap,
    GoalResult,
    Impossible,
    Outcome,
    Progress,
    Settings,
    Shortage,
)
from kehou_solver.domain.base import Frozen, Id
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.errors import InputError
from kehou_solver.fairness import made_fair
from kehou_solver.measures import ahead, measure_all
from kehou_solver.policy import Policy

Verdict = Literal["found", "impossible", "out_of_time", "refused", "failed"]


class Wrong(Frozen):
    """One thing that kept a school from being solved."""

    where: str
    zh: str
    en: str


class Row(Frozen):
    """What came of one instance.

    Attributes:
        schools: ids, also where nothing was found.
        districts: of each of them; () where a job broke off.
        goals: in their order; () where nothing was found.
        figures: of every school; () where nothing was found.
        lent: lessons given at another school than one's own.
        gaps: care that nobody can give, where there is no lawful week.
        wrong: why there is none, counted, or what is wrong with the data.
        prices: what schools could get more of, best first; () where nobody asked.
        seconds: wall time of the search.
    """

    verdict: Verdict
    schools: tuple[Id, ...]
    districts: tuple[Id, ...] = ()
    goals: tuple[GoalResult, ...] = ()
    figures: tuple[SchoolFigures, ...] = ()
    lent: tuple[Lent, ...] = ()
    gaps: tuple[Gap, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    prices: tuple[PricedCandidate, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True)
class Solved:
    """A row, and the timetable behind it."""

    row: Row
    timetable: Timetable | None = None


def solved(
    instance: Instance,
    effort: Effort,
    *,
    starts: Sequence[Timetable] = (),
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Solved:
    """Solve an instance.

    Args:
        instance: as changed.
        effort: how hard to look.
        starts: timetables of other scenarios; the best of those that are lawful here is
            gone on from, so that what is found is never worse than any of them.
        on_progress: told where the search stands.
        stop: ends it with what was found so far.
    """
    from kehou_solver.solve import solve

    longest = effort.longest(len(instance.pupils))
    settings = Settings(longest, effort.workers, effort.seed)
    try:
        policy = Policy.of(instance)
        start = best_lawful(instance, policy, starts)
        outcome = solve(
            instance,
            settings,
            start=start,
            on_progress=on_progress,
            stop=stop,
            explained=False,
        )
    except InputError as error:
        return Solved(refused(instance, error))
    told = _told(instance, policy, outcome)
    if start is None or told.row.verdict not in ("found", "out_of_time"):
        return told
    return at_least(instance, told.row, [start]) or told


def refused(instance: Instance, error: InputError) -> Row:
    """Return the row of a school whose data, or whose changed data, is wrong."""
    schools, districts = _places(instance)
    return Row(
        verdict="refused",
        schools=schools,
        districts=districts,
        wrong=tuple(
            Wrong(where=one.where, zh=one.line("zh"), en=one.line("en"))
            for one in error.problems
        ),
    )


def best_lawful(
    instance: Instance, policy: Policy, starts: Sequence[Timetable]
) -> Timetable | None:
    """Return the best of some timetables that are lawful for an instance, if any is."""
    best, best_values = None, None
    for timetable in starts:
        if broken(audit(instance, timetable, policy)):
            continue
        values = measure_all(instance, timetable, policy)
        if best_values is None or ahead(values, best_values):
            best, best_values = timetable, values
    return best


def at_least(
    instance: Instance, row: Row, others: Sequence[Timetable]
) -> Solved | None:
    """Return the best of other timetables if it is better than what a row tells of.

    Args:
        instance: as changed.
        row: what is known of it so far.
        others: timetables of other scenarios.
    """
    policy = Policy.of(instance)
    best = best_lawful(instance, policy, others)
    if best is None:
        return None
    best = made_fair(instance, best, policy)
    if broken(audit(instance, best, policy)):
        return None
    values = measure_all(instance, best, policy)
    reached = {goal.name: goal.value for goal in row.goals}
    if reached and not ahead(values, reached):
        return None
    # The first goal's bound needs no other goal kept at its value.
    bounds = {goal.name: goal.bound for goal in row.goals[:1]}
    goals = tuple(
        GoalResult(
            name=name,
            value=value,
            bound=bounds.get(name),
            proved=value == bounds.get(name),
            seconds=0.0,
        )
        for name, value in values.items()
    )
    told = _found(instance, policy, best, goals, row.seconds)
    # Prices are those of the duals, found for whatever timetable.
    kept = told.row.model_copy(update={"prices": row.prices})
    return Solved(kept, told.timetable)


def _found(
    instance: Instance,
    policy: Policy,
    timetable: Timetable,
    goals: tuple[GoalResult, ...],
    seconds: float,
) -> Solved:
    schools, districts = _places(instance)
    row = Row(
        verdict="found",
        schools=schools,
        districts=districts,
        goals=goals,
        figures=figures_of(instance, timetable, policy),
        lent=lent_in(instance, timetable),
        seconds=round(seconds, 3),
    )
    return Solved(row, timetable)


def _told(instance: Instance, policy: Policy, outcome: Outcome) -> Solved:
    schools, districts = _places(instance)
    match outcome:
        case Found(timetable=timetable, goals=goals, seconds=seconds):
            return _found(instance, policy, timetable, goals, seconds)
        case Impossible(shortages=shortages, gaps=gaps, seconds=seconds):
            row = Row(
                verdict="impossible",
                schools=schools,
                districts=districts,
                gaps=gaps,
                wrong=tuple(_short(one) for one in shortages),
                seconds=round(seconds, 3),
            )
            return Solved(row)
        case _:
            row = Row(
                verdict="out_of_time",
                schools=schools,
                districts=districts,
                seconds=round(outcome.seconds, 3),
            )
            return Solved(row)


def _short(one: Shortage) -> Wrong:
    return Wrong(where=one.about, zh=one.zh, en=one.en)


def _places(instance: Instance) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the planned schools, and the district of each."""
    schools = planned_schools(instance)
    return tuple(one.id for one in schools), tuple(one.district for one in schools)
