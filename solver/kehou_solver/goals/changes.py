"""Little differs from the timetable that families and teachers already know."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import timetable_in, weeks_of
from kehou_solver.goals.goal import Goal
from kehou_solver.model.choice import ClubGroup
from kehou_solver.model.choices import Choices, Expr, total
from kehou_solver.model.world import World

Cell = tuple[str, ...]


class Changes(Goal):
    """Cells in one of the two timetables but not in both. Unit: cells."""

    name = "changes"
    seek: Literal["max", "min"] = "min"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Count cells dropped and cells added, week by week."""
        whole = weeks[0].whole
        published = whole.full.published
        if published is None:
            return 0
        terms: list[Expr] = []
        # The published people may differ between weeks even where nothing else does.
        for week in weeks_of(whole.full, published):
            choices = whole.in_week(week)
            known = set(
                _cells(choices.world, timetable_in(whole.full, published, week))
            )
            possible: dict[Cell, list[Expr]] = defaultdict(list)
            for cell, var in _possible(choices):
                possible[cell].append(var)
            for cell, vars_ in possible.items():
                there = total(vars_)
                terms.append(1 - there if cell in known else there)
            terms.append(len(known - possible.keys()))
        return total(terms)


def _cells(world: World, timetable: Timetable) -> Iterator[Cell]:
    """Yield the cells of a published timetable."""
    groups = {group.id: group for group in timetable.groups}
    for staff in timetable.staff:
        group = groups[staff.group]
        for slot in filter(staff.has, group.slots):
            if group.kind == "club":
                yield "club", staff.adult, slot, group.club or "", staff.role
            for class_id in group.classes:
                yield "care", staff.adult, slot, class_id, staff.role
    for post in timetable.posts:
        yield "post", post.adult, post.school, str(post.weekday), post.role.value
    for seat in timetable.seats:
        yield "seat", seat.pupil, groups[seat.group].club or ""


def _possible(choices: Choices) -> Iterator[tuple[Cell, Expr]]:
    """Yield every cell the choices can make, with its variable."""
    for adult in choices.world.instance.adults:
        for staffs, slot, var in choices.lessons(adult.id):
            group = staffs.group
            if isinstance(group, ClubGroup):
                yield ("club", adult.id, slot, group.club, staffs.role), var
                continue
            for join, joins in choices.joins(group=group):
                hosted = join.class_id == group.host
                there = var if hosted else choices.both(var, joins)
                yield ("care", adult.id, slot, join.class_id, staffs.role), there
    for post, var in choices.posts():
        yield ("post", post.adult, post.school, str(post.weekday), post.role.value), var
    for pupil in choices.world.instance.pupils:
        for sit, var in choices.sits(pupil=pupil.id):
            yield ("seat", pupil.id, sit.group.club), var
