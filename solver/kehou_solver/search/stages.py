"""Big schools, in stages: a club plan from a relaxation, then people and rooms exactly.

1. the relaxation gives fractional club groups; a dive rounds them;
2. seats are found exactly for those groups, goal by goal;
3. CP-SAT finds people and rooms for the groups and climbs the remaining goals;
4. the relaxation bounds what any timetable could give to each tier.
"""

from collections.abc import Callable, Sequence

from ortools.sat.python import cp_model

from kehou_solver.domain.answer import Progress
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import weeks_of
from kehou_solver.errors import DefectError
from kehou_solver.measures import MEASURES
from kehou_solver.model.choice import ClubGroup, Sits
from kehou_solver.model.choices import total
from kehou_solver.model.enumerate import Given
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.climb import Climb, Climbed, NoTimetable
from kehou_solver.search.dive import dive
from kehou_solver.search.formulation import Admission, Formulation
from kehou_solver.search.plan import Way, ways_of
from kehou_solver.search.relaxation import Relaxation
from kehou_solver.search.seating import seat

News = Callable[[Progress], None]
TIERS = 3

BOUND_PART = 0.4
"""Part of the time left that bounds may take; goals after that stay unbounded."""

LP_SECONDS = 60.0
"""Time for one linear program where work is counted; never reached in practice."""


def climb_in_stages(
    instance: Instance,
    policy: Policy,
    order: Sequence[str],
    budget: Budget,
    news: News,
) -> Climbed:
    """Find a good timetable of a big school and climb from there.

    Raises:
        NoTimetable: if there is none, or none was found in time.
    """

    def say(zh: str, en: str) -> None:
        news(Progress(Text(zh, en), None, None, None, budget.elapsed()))

    seat_goals = [g for g in order if g.startswith(("wishes_met", "wish_ranks"))]
    world = World(instance, policy)
    say("规划社团开班", "planning club groups")
    ways = ways_of(world, Admission(instance, policy))
    seats: list[Sits] = []
    if ways:
        groups = dive(Relaxation(world, ways, cautious=True), TIERS, budget)
        say("为学生安排座位", "seating children")
        seats = seat(world, ways, groups, seat_goals, budget)
    seats = _viable(world, seats)
    say("安排人员和教室", "placing people and rooms")
    timetable, formulation = _people(instance, policy, seats, budget)
    say("证明各层级上限", "proving what each tier could get at most")
    bounds = _bounds(world, ways, timetable, seat_goals, budget)
    climb = Climb(
        formulation, order, budget, news, holds="club_groups_fixed", bounds=bounds
    )
    return climb.run(timetable)


def _given(seats: Sequence[Sits]) -> Given:
    return Given(
        club_groups=tuple(dict.fromkeys(s.group for s in seats)), seats=tuple(seats)
    )


def _viable(world: World, seats: list[Sits]) -> list[Sits]:
    """Leave out groups that ended up below their minimum."""
    sizes: dict[ClubGroup, int] = {}
    for sits in seats:
        sizes[sits.group] = sizes.get(sits.group, 0) + 1
    return [
        s for s in seats if sizes[s.group] >= world.clubs[s.group.club].min_enrolment
    ]


def _people(
    instance: Instance, policy: Policy, seats: list[Sits], budget: Budget
) -> tuple[Timetable, Formulation]:
    """Find people and rooms for all planned groups, or for as many as possible.

    Returns the timetable and the model of its club groups, to climb on in.
    """
    whole = Formulation(instance, policy, given=_given(seats))
    found = _solve(whole, budget, 0.3)
    if found is not None:
        return found, whole
    optional = Formulation(instance, policy, given=_given(seats), optional=True)
    children = [
        var for choice, var in optional.choices.vars.items() if isinstance(choice, Sits)
    ]
    optional.model.maximize(total(children))
    found = _solve(optional, budget, 0.6)
    if found is None:
        raise NoTimetable(proved=False)
    open_groups = {(g.club, g.slots) for g in found.groups if g.kind == "club"}
    sat = {s.pupil: s.group for s in found.seats}
    kept = [
        s
        for s in seats
        if (s.group.club, s.group.slots) in open_groups and s.pupil in sat
    ]
    return found, Formulation(instance, policy, given=_given(kept))


def _solve(formulation: Formulation, budget: Budget, part: float) -> Timetable | None:
    solver = budget.solver(max(1.0, part * budget.left()))
    status = budget.solve(solver, formulation.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return formulation.read(solver)


def _bounds(
    world: World,
    ways: list[Way],
    timetable: Timetable,
    goals: Sequence[str],
    budget: Budget,
) -> dict[str, int]:
    """Bound each seat goal, with those before it kept at their values.

    Where odd and even weeks differ, goals are summed over both and the relaxation,
    which counts every seat once, says nothing.
    """
    instance, policy = world.instance, world.policy
    if len(weeks_of(instance)) > 1:
        return {}
    until = budget.elapsed() + BOUND_PART * budget.left()
    relaxation = Relaxation(world, ways, cautious=False)
    bounds: dict[str, int] = {}
    for goal in goals:
        terms = relaxation.goal(goal)
        value = MEASURES[goal].measure(instance, timetable, policy)
        if not terms:
            bounds[goal] = 0
            continue
        relaxation.maximize(terms)
        seconds = LP_SECONDS if budget.counted else until - budget.elapsed()
        if (
            budget.stop.is_set()
            or seconds <= 0
            or not relaxation.run(seconds, new_goal=bool(bounds))
        ):
            break
        bounds[goal] = relaxation.bound()
        if bounds[goal] < value:
            raise DefectError(f"{goal}: {value} reached above its bound {bounds[goal]}")
        relaxation.keep(terms, value - 0.5)
    return bounds
