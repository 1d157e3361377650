"""What frames every instance of an owner and is no item of a list."""

from pydantic import Field

from kehou_solver.domain.base import Frozen, Id, Name
from kehou_solver.domain.draw import Draw
from kehou_solver.domain.instance import Pin, Travel, Waiver

CODE = "frame"
"""An owner has one, under this code."""


class Frame(Frozen):
    """Title, time zone, the law in force, and what is agreed on for every week.

    Attributes: as of `kehou_solver.domain.instance.Instance`.
    """

    title: Name
    zone: Name
    rulebooks: tuple[Id, ...] = Field(min_length=1)
    travel: tuple[Travel, ...] = ()
    pins: tuple[Pin, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    goals: tuple[str, ...] | None = None
    draw: Draw | None = None
    notes: tuple[str, ...] = ()
