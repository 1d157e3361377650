"""Bettering the club plan of each school by itself, before all are bettered together.

A question of what must close is a linear program, and takes as long as that is large:
a tenth of it for one of ten schools. Afternoons of those who serve several schools stay
as they were shared out; moves over all schools then lend them on.
docs/decisions/0026.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from kehou_solver.model.world import World
from kehou_solver.search.budget import Budget
from kehou_solver.search.first_plan import FirstPlan
from kehou_solver.search.polish import Polish
from kehou_solver.search.relaxation import Relaxation
from kehou_solver.search.seat_value import SeatValue
from kehou_solver.search.staffing import Staffing
from kehou_solver.search.witness import Witness

Over = Callable[[], bool]


@dataclass(frozen=True)
class OwnMoves:
    """One school, its plan so far, and how it is bettered by itself.

    Attributes:
        first: the school, and who is elsewhere when.
        groups: number of groups of each of its ways.
    """

    world: World
    first: FirstPlan
    groups: list[int]
    goals: Sequence[str]
    witness: Witness | None

    def value(self) -> SeatValue:
        """Seat the children of the plan."""
        ways = self.first.school.ways
        program = Relaxation(self.world, ways, people=False)
        return SeatValue(program, self.goals, self.groups)

    def bettered(self, budget: Budget, over: Over) -> tuple[list[int], SeatValue]:
        """Better the plan until `over()`, or until kicks lead nowhere."""
        first = self.first
        staffing = Staffing(
            self.world,
            first.school.ways,
            self.groups,
            self.witness if first.merged else None,
            first.school.adults,
        )
        if first.elsewhere:
            staffing.program.leave_out(first.elsewhere)
        seed, tuning = budget.settings.seed, budget.settings.tuning
        polish = Polish(staffing, [self.value()], self.goals, seed, tuning)
        polish.run(over, first.enough, patient=False)
        polish.go_back()
        return polish.plan, polish.values[0]


def bettered_alone(
    schools: Sequence[OwnMoves], budget: Budget, over: Over, until: float, cores: int
) -> list[tuple[list[int], SeatValue]]:
    """Better the plan of every school, `cores` at a time; return plans and values.

    Args:
        schools: in an order in which they begin; the last ones get what is left.
        budget: whose clock it is.
        over: says when to end at once.
        until: seconds since the start of the search; each school gets its part of what
            is left, by children and ways they could sit in. Not heeded where work is
            counted.
        cores: schools at a time.
    """
    sizes = [sum(len(way.pupils) for way in one.first.school.ways) for one in schools]

    def bettered(place: int) -> tuple[list[int], SeatValue]:
        now = budget.elapsed()
        part = min(1.0, cores * sizes[place] / max(1, sum(sizes[place:])))
        end = now + part * (until - now)

        def own_over() -> bool:
            return over() or (not budget.counted and budget.elapsed() > end)

        return schools[place].bettered(budget, own_over)

    with ThreadPoolExecutor(cores) as pool:
        return list(pool.map(bettered, range(len(schools))))
