"""Training: some who are there learn a skill."""

from collections import defaultdict
from typing import Literal

from pydantic import Field

from kehou_simulation.changes.chance import Chance
from kehou_simulation.changes.where import EVERYWHERE, Where
from kehou_simulation.changes.who import by_lot, has_skill, places_of, proof_of
from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import Frozen, Id
from kehou_solver.domain.instance import Instance


class Train(Frozen):
    """At every school meant, so many own teachers learn a skill they have not.

    Who learns is drawn once for a study. Somebody bound to a list of clubs may also be
    given the clubs the skill is asked for.
    """

    kind: Literal["train"]
    where: Where = EVERYWHERE
    skill: Id
    adults: int = Field(ge=1, le=500)

    def made(self, instance: Instance, chance: Chance) -> Instance:
        """Return the instance with the skilled."""
        schools, place = self.where.ids_in(instance), places_of(instance)
        at: dict[str, list[Adult]] = defaultdict(list)
        for adult in instance.adults:
            if (
                adult.kind is AdultKind.OWN_TEACHER
                and place[adult.id] in schools
                and not has_skill(adult, self.skill)
            ):
                at[place[adult.id]].append(adult)
        learn = {
            adult.id
            for staff in at.values()
            for adult in by_lot(staff, f"learns {self.skill}", chance.lasting())[
                : self.adults
            ]
        }
        adults = tuple(
            self._trained(adult, instance, place[adult.id])
            if adult.id in learn
            else adult
            for adult in instance.adults
        )
        return instance.model_copy(update={"adults": adults})

    def _trained(self, adult: Adult, instance: Instance, school: str) -> Adult:
        proof = proof_of(self.skill, instance)
        told: dict[str, object] = {"qualifications": (*adult.qualifications, proof)}
        if adult.clubs is not None:
            more = tuple(
                club.id
                for club in instance.clubs
                if club.school == school
                and self.skill in club.qualifications
                and club.id not in adult.clubs
            )
            told["clubs"] = (*adult.clubs, *more)
        return adult.model_copy(update=told)
