"""What a change of data brings, before anybody has solved the changed school."""

from kehou_solver.domain.base import Frozen


class Price(Frozen):
    """What a change brings in one goal, those before it kept at their values.

    Attributes:
        promised: by the duals of the school as it is: no timetable of the changed
            school gains more over the relaxation of today.
        program: by the relaxation of the changed school; None = not solved.
    """

    goal: str
    promised: float
    program: float | None = None
