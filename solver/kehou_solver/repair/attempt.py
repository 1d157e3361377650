"""One model of what may change, solved: fewest cells first, then the other goals."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ortools.sat.python import cp_model

from kehou_solver.domain.base import Id
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.errors import InvalidModel
from kehou_solver.goals import GOALS
from kehou_solver.measures import MEASURES
from kehou_solver.model.build import tie_together
from kehou_solver.model.choice import AnyGroup, Choice, Posted, Staffs, Uses
from kehou_solver.model.choices import Choices, Expr, Var, total
from kehou_solver.model.world import World
from kehou_solver.repair.possible import Possible
from kehou_solver.repair.published import Published, slots_of
from kehou_solver.search.budget import Budget
from kehou_solver.search.formulation import enforce

PEOPLE = frozenset(
    {
        "one_place_at_a_time",
        "adults_per_group",
        "qualified",
        "vendor_accompanied",
        "vendor_share_cap",
        "one_campus_an_afternoon",
        "away_afternoons_cap",
        "lender_keeps_cover",
        "weekly_lessons_cap",
        "afternoons_cap",
        "duty_minutes_day_cap",
        "duty_minutes_week_cap",
        "external_labour_cap",
        "posts_filled",
        "pins_kept",
    }
)
"""Rules that tie people together: all that matters while nothing else may change.

The others speak of children, rooms and groups; the judge audits all of them anyway.
"""

SEATS = ("wishes_met", "wish_ranks", "seats_given")

SMALL = 20_000
"""Open questions up to which one thread is faster than starting several."""


@dataclass(frozen=True)
class Solved:
    """What a model gave.

    Attributes:
        timetable: the best found; None = none.
        none: the model has none at all: proved.
        cells: cells it changes.
        bound: no timetable of this model changes fewer cells; 0 = nothing known.
    """

    timetable: Timetable | None
    none: bool = False
    cells: int = 0
    bound: int = 0


class Attempt:
    """The model of one reach."""

    def __init__(
        self,
        published: Published,
        possible: Possible,
        most_new: int,
        *,
        without: frozenset[str] = frozenset(),
    ) -> None:
        """Build the model.

        Args:
            published: what there was.
            possible: how far to go.
            most_new: most lessons a day that an adult takes over.
            without: names of rules to leave out (staffing-gap report).
        """
        self.published = published
        narrow = possible.about_people_only and not without
        asked = possible.people() if narrow else possible.everything()
        self.model = cp_model.CpModel()
        self.vars: dict[Choice, Var] = {
            choice: self.model.new_bool_var(str(choice)) if open_ else 1
            for choice, open_ in asked.items()
        }
        self.open = sum(asked.values())
        self.moving = any(isinstance(c, Uses) and o for c, o in asked.items())
        self.seating = any(
            not isinstance(c, Staffs | Posted) and o for c, o in asked.items()
        )
        world = published.world
        if narrow:
            world = World(_staff_pins_only(published.instance), published.policy)
        self.choices = Choices(self.model, world, self.vars)
        if not narrow:
            tie_together(self.model, self.choices, in_order=False)
        worlds = published.admission.worlds
        self.weeks = [self.choices.in_week(week) for week in worlds]
        for view in self.weeks:
            for rule in published.admission.rules:
                if rule.name in without or (narrow and rule.name not in PEOPLE):
                    continue
                enforce(rule, self.model, view, refuse=False)
        self._cap_new_lessons(most_new)
        self.solver: cp_model.CpSolver | None = None

    def _cap_new_lessons(self, most: int) -> None:
        """Nobody takes over more than `most` lessons a day."""
        world, known = self.published.world, self.published.lessons
        for view in self.weeks:
            for adult in world.instance.adults:
                days: dict[int, list[Var]] = defaultdict(list)
                for _, slot, var in view.lessons(adult.id):
                    if (adult.id, slot) not in known:
                        days[world.weekday_of[slot]].append(var)
                for vars_ in days.values():
                    if len(vars_) > most:
                        self.model.add(total(vars_) <= most)

    def fewest_changes(
        self, budget: Budget, share: float, most: int | None = None
    ) -> Solved:
        """Find the fewest changed cells.

        Args:
            budget: how long to look.
            share: seconds (or units) to look at most.
            most: only look for so few; a narrow search is a quick one.
        """
        changes = self._changes
        model = self.model.clone()
        self._hint_published(model)
        if not isinstance(changes, int):
            model.minimize(changes)
            if most is not None:
                model.add(changes <= most)
        elif most is not None and changes > most:
            return Solved(None, bound=most + 1)
        solver = self._solver(budget, share)
        if most is not None:
            # Few changes leave little to search; presolving a week would take longer.
            solver.parameters.cp_model_presolve = False
            solver.parameters.num_workers = 1
        status = budget.solve(solver, model)
        match status:
            case cp_model.OPTIMAL | cp_model.FEASIBLE:
                self.solver = solver
            case cp_model.INFEASIBLE:
                return Solved(None, none=most is None, bound=(most or 0) + 1)
            case cp_model.UNKNOWN:
                return Solved(None)
            case _:
                raise InvalidModel(model.validate())
        found = self._read(solver)
        cells = self._cells(found)
        spare = 0
        if not isinstance(changes, int):
            reached = solver.value(changes)
            spare = reached - math.ceil(solver.best_objective_bound - 1e-6)
        return Solved(found, cells=cells, bound=cells - spare)

    @cached_property
    def _changes(self) -> Expr:
        return GOALS["changes"].value(self.weeks)

    def solve_covering(self, missing: Expr, budget: Budget) -> Timetable | None:
        """Find what covers most, then with the fewest changes; None = nothing found."""
        found: Timetable | None = None
        self._hint_published(self.model)
        for goal in (missing, self._changes):
            if isinstance(goal, int):
                continue
            self.model.minimize(goal)
            solver = self._solver(budget, max(2.0, 0.5 * budget.left()))
            status = budget.solve(solver, self.model)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                break
            found = self._read(solver)
            self.model.clear_objective()  # type: ignore[no-untyped-call]
            self.model.add(goal <= solver.value(goal))
            self._hint(solver)
        return found

    def polished(self, budget: Budget, share: float, order: Sequence[str]) -> Timetable:
        """Seek the other goals one by one, within the changes that were found.

        Args:
            budget: how long to look.
            share: seconds (or units) for all goals together.
            order: names of the goals, first goal first.
        """
        solver = self.solver
        if solver is None:
            raise ValueError("nothing was found yet")
        if not isinstance(self._changes, int):
            self.model.add(self._changes <= solver.value(self._changes))
        began = budget.left()
        wanted = list(self._wanted(order))
        # Goals bring variables of their own: only the choices can be handed over.
        chosen = {
            choice: solver.value(var)
            for choice, var in self.vars.items()
            if not isinstance(var, int)
        }
        for place, (expression, seek) in enumerate(wanted):
            if isinstance(expression, int):
                continue
            if budget.over() or began - budget.left() >= share:
                break
            (self.model.minimize if seek == "min" else self.model.maximize)(expression)
            self._hint_choices(chosen)
            left = max(0.0, share - (began - budget.left()))
            next_ = self._solver(budget, left / (len(wanted) - place))
            status = budget.solve(next_, self.model)
            self.model.clear_objective()  # type: ignore[no-untyped-call]
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                break
            solver = next_
            chosen = {c: solver.value(self.vars[c]) for c in chosen}
            reached = solver.value(expression)
            self.model.add(
                expression <= reached if seek == "min" else expression >= reached
            )
        return self._read(solver)

    def _wanted(self, order: Sequence[str]) -> Iterator[tuple[Expr, str]]:
        """Yield what to seek within the fewest changes."""
        if self.moving:
            yield self._moved_rooms(), "min"
        yield self._substitutes(), "min"
        for name in order:
            if name == "changes" or (name.startswith(SEATS) and not self.seating):
                continue
            yield GOALS[name].value(self.weeks), GOALS[name].seek

    def _moved_rooms(self) -> Expr:
        """Count groups that go on in another room."""
        stays = {(c.group, c.room) for c in self.published.kept if isinstance(c, Uses)}
        return total(
            var
            for choice, var in self.vars.items()
            if isinstance(choice, Uses) and (choice.group, choice.room) not in stays
        )

    def _substitutes(self) -> Expr:
        """Count who stands in for whom each day: better one person than two."""
        gaps: dict[tuple[Id, int], set[tuple[AnyGroup, Id]]] = defaultdict(set)
        for choice in self.published.lost:
            if isinstance(choice, Staffs):
                for slot in slots_of(choice):
                    day = self.published.world.weekday_of[slot]
                    gaps[choice.adult, day].add((choice.group, slot))
        terms: list[Expr] = []
        for (absent, day), meetings in gaps.items():
            if len(meetings) < 2:
                continue
            for adult, vars_ in self._standing_in(meetings).items():
                stands = self.model.new_bool_var(f"stands[{adult},{absent},{day}]")
                for var in vars_:
                    self.model.add(stands >= var)
                terms.append(stands)
        return total(terms)

    def _standing_in(self, meetings: set[tuple[AnyGroup, Id]]) -> dict[Id, list[Var]]:
        """Return who could be in some of these meetings."""
        groups = dict.fromkeys(group for group, _ in meetings)
        standing: dict[Id, list[Var]] = defaultdict(list)
        for group in groups:
            for staffs, var in self.choices.staffs(group=group):
                there = any((group, slot) in meetings for slot in slots_of(staffs))
                if there and not isinstance(var, int):
                    standing[staffs.adult].append(var)
        return standing

    def _solver(self, budget: Budget, share: float) -> cp_model.CpSolver:
        solver = budget.solver(share)
        if self.open <= SMALL and not self.seating:
            solver.parameters.num_workers = 1
        return solver

    def _hint_published(self, model: cp_model.CpModel) -> None:
        kept = set(self.published.kept)
        model.clear_hints()  # type: ignore[no-untyped-call]
        for choice, var in self.vars.items():
            if not isinstance(var, int):
                model.add_hint(var, choice in kept)

    def _hint(self, solver: cp_model.CpSolver) -> None:
        self._hint_choices({c: solver.value(v) for c, v in self.vars.items()})

    def _hint_choices(self, chosen: Mapping[Choice, int]) -> None:
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for choice, value in chosen.items():
            var = self.vars[choice]
            if not isinstance(var, int):
                self.model.add_hint(var, value)

    def _read(self, solver: cp_model.CpSolver) -> Timetable:
        chosen = {
            choice
            for choice, var in self.vars.items()
            if (var if isinstance(var, int) else solver.value(var))
        }
        return self.published.written(self._with_rest(chosen))

    def _with_rest(self, chosen: set[Choice]) -> set[Choice]:
        """Add what a model about people leaves out: it stays as published."""
        rest = (c for c in self.published.kept if c not in self.vars)
        return {*chosen, *rest}

    def _cells(self, timetable: Timetable) -> int:
        return MEASURES["changes"].measure(
            self.published.instance, timetable, self.published.policy
        )


def _staff_pins_only(instance: Instance) -> Instance:
    pins = tuple(pin for pin in instance.pins if pin.kind == "staff")
    return instance.model_copy(update={"pins": pins})
