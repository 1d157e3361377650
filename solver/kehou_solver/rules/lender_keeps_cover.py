"""A school that lends teachers keeps a reserve of its own."""

from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import overlap
from kehou_solver.domain.school import Slot
from kehou_solver.model.choices import Choices, Expr, Var, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule

TEACHERS = (AdultKind.OWN_TEACHER, AdultKind.GROUP_TEACHER)


class LenderKeepsCover(Rule):
    """While a teacher is lent, enough colleagues at home stay unassigned.

        100 * (available - busy available)  >=  lending_reserve_percent * available
                                                whenever somebody is lent in the slot

    Units: teachers. One constraint per school, slot and possible loan.
    """

    name = "lender_keeps_cover"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Keep the reserve of each school in each of its slots."""
        world = choices.world
        for school in world.instance.schools:
            teachers = [
                a
                for a in world.instance.adults
                if a.kind in TEACHERS and a.home == school.id
            ]
            away = [
                a
                for a in teachers
                if any(
                    staffs.group.school != school.id
                    for staffs, _, _ in choices.lessons(a.id)
                )
            ]
            for slot in world.slots_of[school.id]:
                lent = [v for a in away for v in _lent(choices, a, slot)]
                if not lent:
                    continue
                there = [a for a in teachers if _available(a, slot)]
                idle = total(1 - _busy(choices, a, slot) for a in there)
                needed = school.limits.lending_reserve_percent * len(there)
                for var in lent:
                    scope.require(
                        100 * idle >= needed * var, about=f"school:{school.id}"
                    )


def _available(adult: Adult, slot: Slot) -> bool:
    return (
        slot.school in adult.serves
        and (adult.free is None or slot.id in adult.free)
        and not any(
            d.weekday == slot.weekday and overlap(d.start, d.end, slot.start, slot.end)
            for d in adult.duties
        )
    )


def _lent(choices: Choices, adult: Adult, slot: Slot) -> list[Var]:
    """Return the adult's lessons at other schools at the time of the slot."""
    found = []
    for staffs, other, var in choices.lessons(adult.id):
        day, start, end = choices.world.slot_span(other)
        if (
            staffs.group.school != slot.school
            and day == slot.weekday
            and overlap(start, end, slot.start, slot.end)
        ):
            found.append(var)
    return found


def _busy(choices: Choices, adult: Adult, slot: Slot) -> Expr:
    """Return a variable that is 1 if the adult has any assignment at the time."""
    return choices.busy(adult.id, slot.weekday, slot.start, slot.end)
