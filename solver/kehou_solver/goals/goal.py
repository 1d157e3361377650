"""What every goal is."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Literal

from kehou_solver.model.choices import Choices, Expr


class Goal(ABC):
    """One aim in its own unit. Its measure is `measures/<name>.py`; no shared code.

    `weeks` holds one view of the choices per week that differs; additive goals are
    summed over them, as docs/rules-and-goals.md section 2 says.
    """

    name: str
    seek: Literal["max", "min"]

    @abstractmethod
    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Return the goal's value; exact once the search pushes it its way."""
