"""From grade 3, every attended day leaves a slot for homework (LZ-308)."""

from collections import defaultdict

from kehou_solver.model.choices import Choices, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class HomeworkEveryDay(Rule):
    """At least one attended slot of the day is not spent in a club.

        sum over attended slot of the day of in_club[pupil, slot]  <=  slots - 1

    Units: slots. One constraint per pupil and day with possible clubs.
    """

    name = "homework_every_day"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Leave a homework slot on each day."""
        world = choices.world
        first = world.policy.number("homework_first_grade")
        for pupil in world.instance.pupils:
            if not pupil.homework or world.grade_of(pupil) < first:
                continue
            if not choices.sits(pupil=pupil.id):
                continue
            school = world.schools[world.classes[pupil.class_id].school]
            days: dict[int, list[str]] = defaultdict(list)
            for slot in world.attended(pupil):
                days[world.slots[slot].weekday].append(slot)
            for day, slots in days.items():
                if day in school.no_homework_weekdays:
                    continue
                clubs = total(choices.in_club(pupil.id, slot) for slot in slots)
                scope.require(clubs <= len(slots) - 1, about=f"pupil:{pupil.id}")
