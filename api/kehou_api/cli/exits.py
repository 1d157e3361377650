"""What an exit code means; scripts rely on these."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every command."""

    DONE = 0
    """Found, lawful, or simply done."""
    DEFECT = 1
    """Our own mistake, never the sender's."""
    BAD_INPUT = 2
    """The input is wrong, with every problem named; also a mistyped command."""
    IMPOSSIBLE = 3
    """No lawful timetable exists."""
    OUT_OF_TIME = 4
    """Neither a timetable nor a proof that there is none."""
    RULES_BROKEN = 5
    """`kehou check`: the timetable breaks a rule that nobody waived; `kehou db check`:
    the audit trail was altered."""
    ABORTED = 130
    """Ctrl-C twice: stopped at once, nothing kept."""
