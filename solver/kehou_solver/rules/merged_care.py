"""Homework groups merge few classes, of one school and one band of grades."""

from kehou_solver.domain.school import CareBand
from kehou_solver.model.choice import CareGroup, Choice, Joins
from kehou_solver.model.choices import Choices, total
from kehou_solver.model.scope import Scope
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule


class MergedCare(Rule):
    """Count classes and children of each homework group.

        1  <=  sum over class of joins[class, group]  <=  merge_classes, if it opens
        joins[a, group] + joins[b, group]  <=  1 for classes of different bands
        children(group)  <=  pupils of the band

    Units: classes, children.
    """

    name = "merged_care"
    refuses = (Joins,)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse classes of another school, or of no band at all."""
        if not isinstance(choice, Joins):
            return True
        if world.classes[choice.class_id].school != choice.group.school:
            return False
        return _band(world, choice.class_id) is not None

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Limit classes, bands and children."""
        world = choices.world
        for group, opens in choices.care_groups():
            about = f"group:{group}"
            joins = choices.joins(group=group)
            joined = total(var for _, var in joins)
            most = world.schools[group.school].limits.merge_classes
            scope.require(joined <= most * opens, about=about)
            scope.require(joined >= opens, about=about)
            self._one_band(scope, choices, group, about)
            children = choices.children(group, group.slot)
            for band in world.schools[group.school].limits.care_bands:
                inside = [v for j, v in joins if _band(world, j.class_id) == band]
                if not inside:
                    continue
                most_children = sum(
                    world.asked.get((j.class_id, group.slot), 0) for j, _ in joins
                )
                if len(inside) == len(joins):
                    scope.require(children <= band.pupils, about=about)
                else:
                    # Bands never mix, so any class inside says which band it is.
                    for var in inside:
                        scope.require(
                            children <= band.pupils + most_children * (1 - var),
                            about=about,
                        )

    def _one_band(
        self, scope: Scope, choices: Choices, group: CareGroup, about: str
    ) -> None:
        joins = choices.joins(group=group)
        bands = {j.class_id: _band(choices.world, j.class_id) for j, _ in joins}
        if len({str(band) for band in bands.values()}) < 2:
            return
        for i, (one, one_var) in enumerate(joins):
            for other, other_var in joins[i + 1 :]:
                if bands[one.class_id] != bands[other.class_id]:
                    scope.require(one_var + other_var <= 1, about=about)


def _band(world: World, class_id: str) -> CareBand | None:
    """Return the care band of a class in its own school."""
    room_class = world.classes[class_id]
    for band in world.schools[room_class.school].limits.care_bands:
        if band.from_grade <= room_class.grade <= band.to_grade:
            return band
    return None
