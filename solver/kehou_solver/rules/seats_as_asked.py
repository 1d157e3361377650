"""Children sit only in clubs they asked for, when they are there (LZ-206)."""

from collections import defaultdict

from kehou_solver.model.choice import Choice, Sits
from kehou_solver.model.choices import Choices, Var, total
from kehou_solver.model.scope import Scope
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule


class SeatsAsAsked(Rule):
    """Wish, grade, school and attendance are refused seat by seat; then counts.

        sum over group of sits[pupil, group]                 <=  clubs_per_week
        sum over group of one club of sits[pupil, group]     <=  1
        sum over group of one family of sits[pupil, group]   <=  1

    Units: seats. Constraints per pupil.
    """

    name = "seats_as_asked"
    refuses = (Sits,)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse seats the pupil did not ask for or cannot take."""
        if not isinstance(choice, Sits):
            return True
        pupil, club = world.pupils[choice.pupil], world.clubs[choice.group.club]
        return (
            club.id in pupil.wishes
            and club.school == world.classes[pupil.class_id].school
            and club.from_grade <= world.grade_of(pupil) <= club.to_grade
            and all(
                world.attends(pupil, world.slots[slot])
                for slot in world.meetings(choice.group)
            )
        )

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Limit the seats of each pupil."""
        for pupil in choices.world.instance.pupils:
            seats = choices.sits(pupil=pupil.id)
            if not seats:
                continue
            about = f"pupil:{pupil.id}"
            # A club without a family is a family of its own.
            sections: dict[tuple[str, str], list[Var]] = defaultdict(list)
            for sit, var in seats:
                club = choices.world.clubs[sit.group.club]
                if club.family is not None:
                    sections["family", club.family].append(var)
                else:
                    sections["club", club.id].append(var)
            scope.require(
                total(var for _, var in seats) <= pupil.clubs_per_week, about=about
            )
            for vars_ in sections.values():
                if len(vars_) > 1:
                    scope.require(total(vars_) <= 1, about=about)
