"""What every answer of the suite must stand: the judge, the measures, the verifier."""

import contextlib
import io
import tempfile
from pathlib import Path

from kehou_solver.checks import audit, broken
from kehou_solver.domain import Instance
from kehou_solver.domain.answer import Found, Settings
from kehou_solver.measures import MEASURES
from kehou_solver.policy import Policy
from kehou_solver.report.portable import write_result
from kehou_solver.solve import solve
from tests.verifier.loaded import verifier

ONE_WORKER = Settings(seconds=60, workers=1)


def found(instance: Instance, settings: Settings = ONE_WORKER) -> Found:
    """Solve, and insist on a timetable that all three witnesses accept."""
    outcome = solve(instance, settings)
    assert isinstance(outcome, Found), outcome
    stands(instance, outcome)
    return outcome


def stands(instance: Instance, outcome: Found) -> None:
    """Have an answer judged, measured and verified."""
    policy = Policy.of(instance)
    assert not broken(audit(instance, outcome.timetable, policy))
    for goal in outcome.goals:
        measured = MEASURES[goal.name].measure(instance, outcome.timetable, policy)
        assert goal.value == measured, goal
        if goal.bound is not None and MEASURES[goal.name].seek == "max":
            assert goal.bound >= goal.value, goal
        elif goal.bound is not None:
            assert goal.bound <= goal.value, goal
    assert verified(instance, outcome) == ""


def verified(instance: Instance, outcome: Found) -> str:
    """Return what the portable verifier says against an answer; "" if nothing."""
    said = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder) / "result.zip"
        write_result(packed, instance, Policy.of(instance), outcome)
        with contextlib.redirect_stdout(said):
            code = verifier.main([str(packed), "--lang", "en"])
    return "" if code == 0 else said.getvalue()
