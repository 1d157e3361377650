"""What every rule is."""

from abc import ABC
from typing import ClassVar

from kehou_solver.model.choice import Choice, Posted, Sits, Staffs, Uses
from kehou_solver.model.choices import Choices
from kehou_solver.model.scope import Scope
from kehou_solver.model.world import World


class Rule(ABC):
    """One hard rule. Its judge is `checks/<name>.py`; the two share no code.

    A rule speaks in one or both of two ways: `admits` refuses single choices that
    are wrong by themselves, `relate` ties several choices together. Both see one
    week at a time.
    """

    name: ClassVar[str]

    refuses: ClassVar[tuple[type[Choice], ...]] = ()
    """The kinds of choices `admits` may refuse; it is asked about no others."""

    def admits(self, world: World, choice: Choice) -> bool:
        """Say whether a choice, looked at alone, keeps the rule."""
        return True

    def relate(self, scope: Scope, choices: Choices) -> None:  # noqa: B027
        """Write what the rule demands of several choices at once, if anything."""


def subject(choice: Choice) -> str:
    """Name whom a refused choice is about, as findings do."""
    match choice:
        case Staffs(adult=adult) | Posted(adult=adult):
            return f"adult:{adult}"
        case Sits(pupil=pupil):
            return f"pupil:{pupil}"
        case Uses(room=room):
            return f"room:{room}"
        case _:
            return f"group:{choice.group}"
