"""Every adult holds the papers the law asks for, on every day of service."""

from kehou_solver.model.choice import Choice, Posted, Staffs
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule


class PapersValid(Rule):
    """Letter, insurance and checks are valid on the date of each assignment."""

    name = "papers_valid"
    refuses = (Staffs, Posted)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse assignments on days without valid papers."""
        match choice:
            case Staffs():
                slots = (world.slots[s] for s in world.lessons(choice))
                weekdays = {slot.weekday for slot in slots}
            case Posted():
                weekdays = {choice.weekday} if world.post_span(choice) else set()
            case _:
                return True
        adult = world.adults[choice.adult]
        days = [world.date_of(weekday) for weekday in weekdays]
        return all(
            any(
                paper.kind == kind and paper.valid_from <= day <= paper.valid_until
                for paper in adult.papers
            )
            for kind in world.policy.papers(adult.kind)
            for day in days
        )
