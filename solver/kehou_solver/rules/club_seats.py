"""A club group takes no more children than the club offers seats."""

from kehou_solver.model.choices import Choices, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class ClubSeats(Rule):
    """Seats of the offer bind, and off-site the number of escorts.

        sum over pupil of sits[pupil, group]  <=  seats
        sum over pupil of sits[pupil, group]  <=  pupils_per_escort * adults_per_group

    Units: children. One constraint per possible club group.
    """

    name = "club_seats"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Limit the seats of each club group."""
        world = choices.world
        for group, opens in choices.club_groups():
            club = world.clubs[group.club]
            seats = club.seats
            if club.venue is not None:
                escorted = world.rooms[club.venue].pupils_per_escort
                if escorted is not None:
                    seats = min(seats, escorted * club.adults_per_group)
            taken = total(var for _, var in choices.sits(group=group))
            scope.require(taken <= seats * opens, about=f"group:{group}")
