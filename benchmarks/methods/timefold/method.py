"""Run Timefold with its standard search on the model beside this file."""

import importlib.util
import time
from typing import Any

from benchmarks.method import Offer, Unavailable
from kehou_solver.checks.finding import Finding
from kehou_solver.domain.instance import Instance
from kehou_solver.policy import Policy

MISSING = (
    "没有 timefold 包（见 docs/how-to-benchmark.md） / "
    "the package timefold is not installed (see docs/how-to-benchmark.md)"
)
NOT_SOUGHT = (
    "未建模：并班、时长与经费上限、借调留岗；"
    "未追求：负担极差、晚到、离校、教室、变动 / "
    "not modelled: merged care, minutes of duty, money, cover of lenders (mended by "
    "closing clubs); not sought: range, late evenings and starts, gaps, rooms, changes"
)


class Timefold:
    """Construction heuristic and late acceptance, as Timefold sets them up itself."""

    def prepare(self) -> None:
        """Start the Java machine: not on the clock."""
        if importlib.util.find_spec("timefold") is None:
            raise Unavailable(MISSING)
        from timefold.solver import _timefold_java_interop

        try:
            _timefold_java_interop.ensure_init()
        except Exception as fault:
            raise Unavailable(f"Java: {fault}") from fault
        # Translating the constraints to byte code is what a Java user compiles once.
        _factory(seed=0)

    def run(self, instance: Instance, seconds: float, seed: int, offer: Offer) -> None:
        """Solve, and offer the last week if it can be mended into a lawful one.

        Nobody listens to better weeks on the way: each would be copied whole from Java
        to Python, and at 1,350 children that alone took longer than the limit.
        """
        from timefold.solver.config import (
            Duration,
            SolverConfigOverride,
            TerminationConfig,
        )

        from benchmarks.methods.timefold.building import Problem
        from benchmarks.methods.timefold.mending import mended

        started = time.monotonic()
        offer.note(NOT_SOUGHT)
        policy = Policy.of(instance)
        problem = Problem(instance, policy)
        week = problem.week()
        empty = [c.id for c in week.cares if not c.candidates]
        empty += [d.id for d in week.duties if not d.candidates]
        if empty:
            offer.note(f"没有人选 / no candidates: {', '.join(empty[:5])}")
            return
        factory = _factory(seed)

        left = seconds - time.monotonic() + started
        limit = Duration(milliseconds=int(1000 * max(0.2, left)))
        ending = SolverConfigOverride(
            termination_config=TerminationConfig(spent_limit=limit)
        )
        solver = factory.build_solver(ending)
        # Copying the week from Java to Python can take longer than finding it.
        offer.stop_clock(after=seconds)
        week = solver.solve(week)
        offer.note(f"score {week.score}"[:300])
        for timetable in (problem.timetable(week), problem.covered_anew(week, seed)):
            if timetable is None:
                continue
            lawful = mended(instance, policy, timetable)
            if not isinstance(lawful, Finding):
                offer(lawful)
                return
            offer.note(f"无法修补 / cannot be mended: {lawful.zh} / {lawful.en}")


def _factory(seed: int) -> Any:
    from timefold.solver import SolverFactory
    from timefold.solver.config import (
        EnvironmentMode,
        ScoreDirectorFactoryConfig,
        SolverConfig,
    )

    from benchmarks.methods.timefold import entities
    from benchmarks.methods.timefold.constraints import constraints

    people = (entities.Care, entities.Duty, entities.Place, entities.Helper)
    config: Any = SolverConfig(
        solution_class=entities.Week,
        entity_class_list=[*people, entities.Seat],
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=constraints
        ),
        environment_mode=EnvironmentMode.NO_ASSERT,
        random_seed=seed,
    )
    return SolverFactory.create(config)
