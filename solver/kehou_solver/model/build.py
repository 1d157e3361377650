"""Build a model: the choices, what ties them together, and the rules."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ortools.sat.python import cp_model

from kehou_solver.domain.base import Id, Weeks
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.weeks import instance_in, weeks_of
from kehou_solver.model.choice import (
    AnyGroup,
    Choice,
    ClubGroup,
    Joins,
    Opens,
    Sits,
    Staffs,
)
from kehou_solver.model.choices import Choices, Var, total
from kehou_solver.model.enumerate import Given
from kehou_solver.model.world import World
from kehou_solver.policy import Policy


def worlds_of(instance: Instance, policy: Policy) -> dict[Weeks, World]:
    """Return the world of every week that differs."""
    return {
        week: World(instance_in(instance, week), policy, instance)
        for week in weeks_of(instance)
    }


def variables(
    model: cp_model.CpModel,
    picked: Iterable[Choice],
    given: Given | None = None,
    *,
    optional: bool = False,
) -> dict[Choice, Var]:
    """Create a yes/no variable for every choice; 1 for what is given.

    With `optional`, a given seat is taken exactly if its group opens: the two share
    one variable.
    """
    vars_: dict[Choice, Var] = {}
    planned = set(given.club_groups) if given else set()
    for choice in picked:
        if isinstance(choice, Sits) and given is not None:
            opens = vars_.get(Opens(choice.group))
            if optional and opens is None:
                continue
            vars_[choice] = opens if optional and opens is not None else 1
        elif isinstance(choice, Opens) and choice.group in planned and not optional:
            vars_[choice] = 1
        elif choice not in vars_:
            vars_[choice] = model.new_bool_var(str(choice))
    return vars_


def tie_together(
    model: cp_model.CpModel, choices: Choices, *, in_order: bool = True
) -> None:
    """Add what makes the choices one timetable: no rule, only grammar.

    Members, people and rooms belong to groups that open; an open group has one room;
    a club's copy meets in one way. Copies are alike, so they open in order, unless
    they are known by name (`in_order=False`).
    """
    for choice, var in choices.vars.items():
        if isinstance(choice, Sits | Staffs | Joins):
            opens = choices.opens.get(choice.group, 0)
            if not isinstance(opens, int):
                model.add(total([var]) <= opens)
            elif not opens:
                model.add_bool_or([] if isinstance(var, int) else [~var])
    for group, opens in choices.opens.items():
        model.add(total(var for _, var in choices.uses(group=group)) == opens)
        hosts = [v for j, v in choices.joins(group=group) if j.class_id == _host(group)]
        for host in hosts:
            model.add(host == opens)
    _copies(model, choices, in_order=in_order)


def _host(group: AnyGroup) -> Id:
    return "" if isinstance(group, ClubGroup) else group.host


def _copies(model: cp_model.CpModel, choices: Choices, *, in_order: bool) -> None:
    ways: dict[Id, dict[int, list[Var]]] = defaultdict(lambda: defaultdict(list))
    for group, var in choices.club_groups():
        if not isinstance(var, int):
            ways[group.club][group.copy].append(var)
    for copies in ways.values():
        before: Sequence[Var] | None = None
        for copy in sorted(copies):
            model.add(total(copies[copy]) <= 1)
            if in_order and before is not None:
                model.add(total(copies[copy]) <= total(before))
            before = copies[copy]
