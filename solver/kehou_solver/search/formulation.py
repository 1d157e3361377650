"""One model of one instance: choices, grammar and the rules in force."""

from collections.abc import Sequence
from typing import get_args

from ortools.sat.python import cp_model

from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Weeks
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.model.build import tie_together, variables, worlds_of
from kehou_solver.model.choice import Choice, ClubGroup, Staffs
from kehou_solver.model.choices import Choices, Var, holds_in
from kehou_solver.model.enumerate import Given, choices_of
from kehou_solver.model.scope import Scope
from kehou_solver.model.translate import choices_in, timetable_of
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.rules import Rule, rules_for, subject

Switches = dict[tuple[str, str], cp_model.IntVar]

Asked = tuple[Weeks, World, tuple[Rule, ...]]
"""The rules that may refuse one kind of choice in one week."""


class Admission:
    """Says which choices no rule refuses by themselves."""

    def __init__(
        self,
        instance: Instance,
        policy: Policy,
        without: frozenset[str] = frozenset(),
    ) -> None:
        self.worlds = worlds_of(instance, policy)
        self.rules = tuple(r for r in rules_for(policy) if r.name not in without)
        # Choices are asked about in millions: each kind only of rules that refuse it.
        self._refusing: dict[type[Choice], list[Asked]] = {
            kind: [
                (week, world, tuple(r for r in self.rules if kind in r.refuses))
                for week, world in self.worlds.items()
            ]
            for kind in get_args(Choice)
        }

    def admits(self, choice: Choice) -> bool:
        """Say whether no rule refuses a choice, in any week it holds in."""
        for week, world, rules in self._refusing[type(choice)]:
            if rules and holds_in(choice, week, world):
                for rule in rules:
                    if not rule.admits(world, choice):
                        return False
        return True

    def conceivable(self, choice: Choice) -> bool:
        """Say whether anybody would think of a choice, lawful or not.

        Explanations start from these: that no kitchen hand teaches and no vendor or
        coach has homework care is no news to a scheduler.
        """
        if not isinstance(choice, Staffs):
            return True
        adult = next(iter(self.worlds.values())).adults[choice.adult]
        if adult.kind is AdultKind.SUPPORT_STAFF:
            return False
        teacher = adult.kind in (AdultKind.OWN_TEACHER, AdultKind.GROUP_TEACHER)
        return isinstance(choice.group, ClubGroup) or teacher or adult.care != "none"


class Formulation:
    """A CP-SAT model that speaks in choices.

    Attributes:
        model: the CP-SAT model; goals and search add to it.
        choices: all choices; `weeks` holds one view per week that differs.
        switches: in explain mode, a switch per (rule, subject).
    """

    def __init__(
        self,
        instance: Instance,
        policy: Policy,
        *,
        given: Given | None = None,
        without: frozenset[str] = frozenset(),
        explain: bool = False,
        optional: bool = False,
    ) -> None:
        """Build the model.

        Args:
            instance: a valid instance.
            policy: the rulebooks, read on the instance's day.
            given: parts of the answer that are already decided.
            without: names of rules to leave out (staffing-gap report).
            explain: keep refused choices and hang every rule on switches.
            optional: the given club groups may also stay closed, with all their seats.
        """
        self.instance = instance
        self.policy = policy
        admission = Admission(instance, policy, without)
        self.switches: Switches | None = {} if explain else None
        self.model = cp_model.CpModel()
        full = World(instance, policy)
        admits = admission.conceivable if explain else admission.admits
        picked = choices_of(full, admits, given)
        vars_ = variables(self.model, picked, given, optional=optional)
        self.choices = Choices(self.model, full, vars_)
        tie_together(self.model, self.choices)
        self.weeks = [self.choices.in_week(week) for week in admission.worlds]
        for view in self.weeks:
            for rule in admission.rules:
                enforce(rule, self.model, view, self.switches, refuse=explain)

    def read(self, solver: cp_model.CpSolver) -> Timetable:
        """Write what a solver has just found as a timetable."""
        return self.said_by(solver.response_proto.solution)

    def said_by(self, values: Sequence[int]) -> Timetable:
        """Write the values of all variables of the model as a timetable."""
        chosen = {
            choice
            for choice, var in self.choices.vars.items()
            if (var if isinstance(var, int) else values[var.index])
        }
        return timetable_of(self.instance, chosen)

    def hint(self, timetable: Timetable) -> None:
        """Suggest a timetable to the search, as far as it can be chosen here."""
        chosen = set(choices_in(self.instance, timetable))
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        hinted: set[int] = set()
        for choice, var in self.choices.vars.items():
            # Seats of a group that may stay closed share its variable.
            if not isinstance(var, int) and var.index not in hinted:
                hinted.add(var.index)
                self.model.add_hint(var, choice in chosen)


def enforce(
    rule: Rule,
    model: cp_model.CpModel,
    view: Choices,
    switches: Switches | None = None,
    *,
    refuse: bool,
) -> None:
    """Write one rule into the model for one week.

    With `refuse`, choices the rule does not admit are forbidden one by one;
    otherwise they were never created.
    """
    scope = Scope(model, rule.name, switches)
    if refuse:
        for choice, var in view.vars.items():
            if not rule.admits(view.world, choice):
                no: Var = var
                condition = (no == 0) if isinstance(no, int) else (no <= 0)
                scope.require(condition, about=subject(choice))
    rule.relate(scope, view)
