"""Which adults a change is about, and in which order they are hit."""

from collections.abc import Iterable
from datetime import timedelta

from kehou_simulation.changes.chance import Chance
from kehou_simulation.planned import planned_schools
from kehou_solver.domain.adult import Adult, AdultKind, Qualification
from kehou_solver.domain.base import Frozen, Id
from kehou_solver.domain.instance import Instance


class Who(Frozen):
    """Adults that are all of what is given; nothing given = every adult.

    Attributes:
        kinds: own teachers, retirees and so on.
        skill: a qualification they hold, such as "pe".
    """

    kinds: tuple[AdultKind, ...] | None = None
    skill: Id | None = None

    def holds(self, adult: Adult) -> bool:
        """Say whether an adult is meant."""
        skilled = self.skill is None or has_skill(adult, self.skill)
        return skilled and (self.kinds is None or adult.kind in self.kinds)


EVERYBODY = Who()


def has_skill(adult: Adult, skill: str) -> bool:
    """Say whether an adult holds a qualification."""
    return any(each.name == skill for each in adult.qualifications)


def proof_of(skill: str, instance: Instance) -> Qualification:
    """Return the proof of a skill that somebody new to it holds."""
    day = instance.week_of
    return Qualification(
        name=skill, valid_from=day, valid_until=day + timedelta(days=365)
    )


def places_of(instance: Instance) -> dict[str, str]:
    """Return the school each adult counts at.

    That is where he or she works, or else the first one served; of both only schools
    with slots, for others are not planned.
    """
    planned = {school.id for school in planned_schools(instance)}

    def place(adult: Adult) -> str:
        schools = [adult.home or adult.serves[0], *adult.serves]
        return next((one for one in schools if one in planned), schools[0])

    return {adult.id: place(adult) for adult in instance.adults}


def by_lot(adults: Iterable[Adult], what: str, chance: Chance) -> list[Adult]:
    """Return adults in the order of their lots, the same in every scenario."""
    return sorted(adults, key=lambda adult: (chance.of(what, adult.id), adult.id))


def off_duty(adult: Adult) -> Adult:
    """Return somebody who takes part no longer.

    The entry stays: classes name their homeroom teachers, and who is not there still
    counts among the staff of a lending school.
    """
    return adult.model_copy(update={"free": (), "posts": ()})
