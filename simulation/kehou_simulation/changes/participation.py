"""More or fewer children taking part."""

from typing import Literal

from kehou_simulation.changes.chance import Chance
from kehou_simulation.changes.where import EVERYWHERE, Where
from kehou_solver.domain.base import Frozen, Percent
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Pupil


class Participation(Frozen):
    """So many of the children who are listed take part at the schools meant.

    Whoever takes part at a lower share does so at every higher one. Children who are
    counted and not listed stay as they are: nothing tells how many might join them.
    """

    kind: Literal["participation"]
    where: Where = EVERYWHERE
    percent: Percent

    def made(self, instance: Instance, chance: Chance) -> Instance:
        """Return the instance with other consents."""
        schools = self.where.ids_in(instance)
        school_of = {each.id: each.school for each in instance.classes}
        lasting = chance.lasting()
        pupils = tuple(
            self._asked(pupil, instance, lasting)
            if school_of[pupil.class_id] in schools
            else pupil
            for pupil in instance.pupils
        )
        return instance.model_copy(update={"pupils": pupils})

    def _asked(self, pupil: Pupil, instance: Instance, chance: Chance) -> Pupil:
        takes_part = 100 * chance.of("consents", pupil.id) < self.percent
        if takes_part == (pupil.consent is not None):
            return pupil
        consent = instance.week_of if takes_part else None
        return pupil.model_copy(update={"consent": consent})
