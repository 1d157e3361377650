"""Has the judge confirm an exchange before anybody is told of it."""

from kehou_solver.checks import CHECKS, NATURE, broken
from kehou_solver.checks.over_weeks import audit_rules
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Seat, Timetable
from kehou_solver.fairness.exchange import Exchange
from kehou_solver.policy import Policy

SEAT_RULES = frozenset(
    {
        "everyone_in_care",
        "one_place_at_a_time",
        "room_seats",
        "club_seats",
        "merged_care",
        "minimum_enrolment",
        "seats_as_asked",
        "homework_every_day",
        "pins_kept",
        "after_last_lesson",
    }
)
"""The rules an exchange of seats can break; the others never look at a seat."""


def exchanged(timetable: Timetable, exchange: Exchange) -> Timetable:
    """Return the timetable after one exchange; new seats stand last."""
    moves = tuple(exchange.moves())
    lost = {(move.pupil, move.loses) for move in moves}
    kept = tuple(x for x in timetable.seats if (x.pupil, x.group) not in lost)
    given = tuple(
        Seat(pupil=move.pupil, group=move.gains)
        for move in moves
        if move.gains is not None
    )
    return timetable.model_copy(update={"seats": (*kept, *given)})


def keeps_every_rule(instance: Instance, timetable: Timetable, policy: Policy) -> bool:
    """Say whether a timetable whose seats were exchanged is as lawful as before."""
    asked = (policy.rules() | NATURE) & SEAT_RULES
    rules = {name: check for name, check in CHECKS.items() if name in asked}
    return not broken(audit_rules(rules, instance, timetable, policy))
