"""No lawful timetable: who is missing where, with clubs giving way before care does."""

from kehou_solver.domain.answer import Gap
from kehou_solver.domain.base import Id
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import timetable_in
from kehou_solver.model.choices import Expr, total
from kehou_solver.repair.attempt import Attempt
from kehou_solver.repair.possible import Possible
from kehou_solver.repair.published import Published
from kehou_solver.search.budget import Budget
from kehou_solver.search.gaps import gaps_in

COVER = frozenset({"everyone_in_care", "posts_filled"})
"""Rules a partial timetable breaks as little as possible; all others are kept."""


def partial_repair(
    published: Published, possible: Possible, most_new: int, budget: Budget
) -> Timetable | None:
    """Return the timetable with most care and posts, then with fewest changes."""
    attempt = Attempt(published, possible, most_new, without=COVER)
    return attempt.solve_covering(_missing(attempt), budget)


def _missing(attempt: Attempt) -> Expr:
    """Count class-slots without care and duty roles without an adult."""
    terms: list[Expr] = []
    for view in attempt.weeks:
        world = view.world
        joined: dict[tuple[Id, Id], list[Expr]] = {}
        for room_class in world.instance.classes:
            for join, var in view.joins(class_id=room_class.id):
                joined.setdefault((room_class.id, join.group.slot), []).append(var)
        for key, asked in world.asked.items():
            if asked:
                terms.append(1 - total(joined.get(key, ())))
        for where, need in world.post_needs.items():
            taken = total(
                var
                for post, var in view.posts()
                if (post.school, post.weekday, post.role.value) == where
            )
            if isinstance(taken, int):
                terms.append(max(0, need.adults - taken))
            else:
                view.link(taken <= need.adults)
                terms.append(need.adults - taken)
    return total(terms)


def missing_in(published: Published, partial: Timetable) -> tuple[Gap, ...]:
    """Return who is missing in a partial timetable."""
    care = gaps_in(published.instance, published.policy, partial)
    return (*care, *_posts(published, partial))


def _posts(published: Published, partial: Timetable) -> list[Gap]:
    gaps: dict[tuple[Id, Id, str], int] = {}
    for week, world in published.admission.worlds.items():
        posts = timetable_in(published.instance, partial, week).posts
        for (school, weekday, role), need in world.post_needs.items():
            there = sum(
                (p.school, p.weekday, p.role.value) == (school, weekday, role)
                for p in posts
            )
            slots = [s for s in world.slots_of[school] if s.weekday == weekday]
            if there < need.adults and slots:
                key = (school, slots[-1].id, role)
                gaps[key] = max(gaps.get(key, 0), need.adults - there)
    return [
        Gap(school=school, slot=slot, classes=(), adults_missing=missing, skill=role)
        for (school, slot, role), missing in sorted(gaps.items())
    ]
