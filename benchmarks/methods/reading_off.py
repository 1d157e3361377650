"""Write what a solver found as a timetable."""

from collections.abc import Callable

from kehou_solver.domain.timetable import Timetable
from kehou_solver.model.translate import timetable_of
from kehou_solver.search.formulation import Formulation


def read_off(formulation: Formulation, yes: Callable[[int], bool]) -> Timetable:
    """Return the timetable in which `yes(index)` says what was chosen."""
    chosen = {
        choice
        for choice, var in formulation.choices.vars.items()
        if (var if isinstance(var, int) else yes(var.index))
    }
    return timetable_of(formulation.instance, chosen)
