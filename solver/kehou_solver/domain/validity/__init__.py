"""Does an instance agree with itself? Every disagreement, before anything is judged."""

from collections.abc import Callable, Iterator
from itertools import islice

from kehou_solver.domain.instance import Instance
from kehou_solver.domain.validity.adults import adult_problems
from kehou_solver.domain.validity.calendar import calendar_problems
from kehou_solver.domain.validity.classes import class_problems
from kehou_solver.domain.validity.clubs import club_problems
from kehou_solver.domain.validity.draft import Draft
from kehou_solver.domain.validity.draw import draw_problems
from kehou_solver.domain.validity.ids import id_problems
from kehou_solver.domain.validity.pins import pin_problems
from kehou_solver.domain.validity.published import published_problems
from kehou_solver.domain.validity.pupils import pupil_problems
from kehou_solver.domain.validity.rooms import room_problems
from kehou_solver.domain.validity.schools import school_problems
from kehou_solver.domain.validity.travel import travel_problems
from kehou_solver.domain.validity.vendors import vendor_problems
from kehou_solver.domain.validity.waivers import waiver_problems
from kehou_solver.errors import Problem

__all__ = ["Draft", "problems", "problems_of"]

MOST_PROBLEMS = 2_000

_FAMILIES: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    id_problems,
    calendar_problems,
    school_problems,
    room_problems,
    class_problems,
    pupil_problems,
    club_problems,
    adult_problems,
    vendor_problems,
    travel_problems,
    pin_problems,
    waiver_problems,
    published_problems,
    draw_problems,
)


def problems(instance: Instance) -> list[Problem]:
    """Return everything in which an instance contradicts itself, in file order.

    What needs the rulebook is in `kehou_solver.shortages.readiness`.
    """
    return problems_of(Draft(instance))


def problems_of(draft: Draft) -> list[Problem]:
    """Return the contradictions among the items that could be read."""
    found = (problem for family in _FAMILIES for problem in family(draft))
    return list(islice(found, MOST_PROBLEMS))
