"""Which exit code says which kind of answer it is."""

from kehou_api.cli.exits import Exit
from kehou_solver.domain.answer import Found, Impossible, Outcome, RanOutOfTime


def exit_for(outcome: Outcome) -> Exit:
    """Return the exit code that says which kind of answer it is."""
    match outcome:
        case Found():
            return Exit.DONE
        case Impossible():
            return Exit.IMPOSSIBLE
        case RanOutOfTime():
            return Exit.OUT_OF_TIME
