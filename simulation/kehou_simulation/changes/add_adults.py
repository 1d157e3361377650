"""More adults: a new one is like somebody who is there already."""

import hashlib
from typing import Literal

from pydantic import Field

from kehou_simulation.changes.chance import Chance
from kehou_simulation.changes.where import EVERYWHERE, Where
from kehou_simulation.changes.who import by_lot, has_skill, places_of, proof_of
from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import Fen, Frozen, Id
from kehou_solver.domain.instance import Instance
from kehou_solver.errors import InvalidInstance, Problem


class AddAdults(Frozen):
    """At every school meant, so many new adults of a kind with a skill.

    Each has the papers, caps and daytime of a colleague there: of the same kind and
    with the skill if there is one, else of the same kind. So nothing about a new
    person is invented; only the skill is given.

    Attributes:
        skill: the qualification they hold, such as "pe"; None = that of the colleague.
        adults: new ones at each school.
        pay_fen_per_lesson: their pay; None = that of the colleague.
        lessons_week: the most lessons each gives in a week; None = the colleague's.
    """

    kind: Literal["add_adults"]
    where: Where = EVERYWHERE
    adult_kind: AdultKind
    skill: Id | None = None
    adults: int = Field(ge=1, le=500)
    pay_fen_per_lesson: Fen | None = None
    lessons_week: int | None = Field(default=None, ge=1, le=50)

    def made(self, instance: Instance, chance: Chance) -> Instance:
        """Return the instance with the new ones.

        Raises:
            InvalidInstance: at a school where nobody is of the kind.
        """
        new: list[Adult] = []
        for school in self.where.schools_in(instance):
            like = self._colleagues(instance, school.id, chance)
            if not like:
                raise InvalidInstance([_nobody_like(school.id, self.adult_kind)])
            first = _how_many(instance, self._prefix(school.id))
            new += [
                self._new(like[number % len(like)], instance, school.id, first + number)
                for number in range(self.adults)
            ]
        if not new:
            return instance
        return instance.model_copy(update={"adults": (*instance.adults, *new)})

    def _colleagues(
        self, instance: Instance, school: str, chance: Chance
    ) -> list[Adult]:
        place = places_of(instance)
        there = [
            adult
            for adult in instance.adults
            if adult.kind is self.adult_kind and place[adult.id] == school
        ]
        skilled = [a for a in there if self.skill and has_skill(a, self.skill)]
        return by_lot(skilled or there, "like", chance.lasting())

    def _prefix(self, school: str) -> str:
        told = f"{self.adult_kind}/{self.skill}/{school}"
        return f"new-{hashlib.sha256(told.encode()).hexdigest()[:16]}-"

    def _new(self, like: Adult, instance: Instance, school: str, number: int) -> Adult:
        told: dict[str, object] = {
            "id": f"{self._prefix(school)}{number}",
            "name": f"+{self.adult_kind} {self.skill or ''} {number + 1}",
            "serves": (school,),
            # Classes taught are the colleague's; care of them, too.
            "teaches": (),
            "care": "none" if like.care == "taught" else like.care,
            "past_lessons": 0,
            "time_bank_minutes": 0,
        }
        if self.skill is not None:
            told["qualifications"] = (proof_of(self.skill, instance),)
            told["clubs"] = None
        if self.pay_fen_per_lesson is not None:
            told["pay_fen_per_lesson"] = self.pay_fen_per_lesson
        if self.lessons_week is not None:
            told["lessons_week"] = self.lessons_week
        return like.model_copy(update=told)


def _how_many(instance: Instance, prefix: str) -> int:
    """Return how many an earlier change of the same scenario has added already."""
    return sum(adult.id.startswith(prefix) for adult in instance.adults)


def _nobody_like(school: str, kind: AdultKind) -> Problem:
    return Problem(
        where=f"/schools/{school}",
        seen=kind.value,
        expected_zh="该校没有这类人员可作样板；请改用 where 选择学校，或换一类人员",
        expected_en="nobody of that kind is there to be a pattern; choose other "
        "schools with `where`, or another kind",
    )
