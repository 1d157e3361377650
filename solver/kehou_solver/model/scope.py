"""The one door through which a rule adds constraints."""

import numpy as np
from ortools.sat.python import cp_model

Condition = cp_model.BoundedLinearExpression | bool | np.bool_
"""A linear (in)equality, or a plain verdict where nothing is left to decide."""


class Scope:
    """Adds constraints in the name of one rule.

    Plain mode adds them as they are. In explain mode every (rule, subject) gets a
    switch, so that an impossible week can be traced to the rules that clash.
    """

    def __init__(
        self,
        model: cp_model.CpModel,
        rule: str,
        switches: dict[tuple[str, str], cp_model.IntVar] | None = None,
    ) -> None:
        self._model = model
        self._rule = rule
        self._switches = switches

    def require(self, condition: Condition, *, about: str) -> None:
        """Require `condition`; `about` names its subject in reports ("adult:T07")."""
        if isinstance(condition, cp_model.BoundedLinearExpression):
            constraint = self._model.add(condition)
        elif condition:
            return
        else:
            constraint = self._model.add_bool_or([])
        if self._switches is not None:
            key = (self._rule, about)
            if key not in self._switches:
                self._switches[key] = self._model.new_bool_var(f"{self._rule}[{about}]")
            constraint.only_enforce_if(self._switches[key])
