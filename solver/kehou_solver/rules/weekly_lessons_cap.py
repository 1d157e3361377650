"""Nobody has more lessons in a week than the school, or he or she, allows."""

from kehou_solver.model.choices import Choices, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class WeeklyLessonsCap(Rule):
    """Cap the lessons, and where given the minutes, of each adult.

        sum over group, slot of staffs[adult, group]             <=  lessons_week
        sum over group, slot of minutes * staffs[adult, group]   <=  minutes_week

    Units: lessons (slots led or assisted); minutes. At most two constraints per adult.
    """

    name = "weekly_lessons_cap"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Cap each adult."""
        world = choices.world
        for adult in world.instance.adults:
            cap = world.limits_of(adult).lessons_week
            if adult.lessons_week is not None:
                cap = min(cap, adult.lessons_week)
            about = f"adult:{adult.id}"
            scope.require(choices.load(adult.id) <= cap, about=about)
            if adult.minutes_week is not None:
                minutes = total(
                    world.pay_and_minutes(adult, staffs.group, slot)[1] * var
                    for staffs, slot, var in choices.lessons(adult.id)
                )
                scope.require(minutes <= adult.minutes_week, about=about)
