"""Plain impossibilities, found by counting before any solving. Never a false alarm.

Each file counts one thing that every lawful timetable must have, and compares it with
the most there can be; why it is necessary stands in its docstring. What counting does
not see is left to the solver.
"""

from collections.abc import Callable, Iterator

from kehou_solver.domain.answer import Shortage
from kehou_solver.domain.base import Weeks
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.weeks import instance_in, weeks_of
from kehou_solver.policy import Policy
from kehou_solver.shortages.adults_by_slot import adults_by_slot
from kehou_solver.shortages.class_size import class_size
from kehou_solver.shortages.facts import Facts
from kehou_solver.shortages.lessons_week import lessons_week
from kehou_solver.shortages.outside_pay import outside_pay
from kehou_solver.shortages.pins import pins
from kehou_solver.shortages.rooms_by_slot import rooms_by_slot
from kehou_solver.shortages.seats_by_slot import seats_by_slot
from kehou_solver.shortages.times import lessons_end, service_end

__all__ = ["shortages"]

_COUNTS: tuple[Callable[[Facts, Weeks], Iterator[Shortage]], ...] = (
    service_end,
    lessons_end,
    class_size,
    rooms_by_slot,
    seats_by_slot,
    adults_by_slot,
    lessons_week,
    outside_pay,
    pins,
)


def shortages(instance: Instance, policy: Policy) -> tuple[Shortage, ...]:
    """Return what makes a valid instance plainly impossible, () if nothing does.

    One that stands in odd and in even weeks is said once.
    """
    found: dict[tuple[str, str], Shortage] = {}
    for sort in weeks_of(instance):
        week = Facts(instance_in(instance, sort), policy)
        for count in _COUNTS:
            for one in count(week, sort):
                found.setdefault((one.kind, one.about), one)
    return tuple(found.values())
