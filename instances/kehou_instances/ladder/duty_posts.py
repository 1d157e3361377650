"""Plant the duty roles of every afternoon."""

from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.frame import MAIN
from kehou_instances.ladder.roster import Booking, Roster
from kehou_solver.domain import AdultKind, Index, Post
from kehou_solver.errors import DefectError


def fill_posts(
    index: Index, roster: Roster, draws: Draws, sitting_out: frozenset[str]
) -> list[Post]:
    """Fill every post: support staff and those without lessons first.

    A post is no lesson, so own teachers who do not take part in the service proper
    can still be duty leader.
    """
    spare_first = sorted(
        draws.shuffled(index.instance.adults),
        key=lambda a: a.kind is not AdultKind.SUPPORT_STAFF and a.id not in sitting_out,
    )
    made: list[Post] = []
    for need in index.schools[MAIN].posts:
        key = f"{need.role}-{need.weekday}"
        booking = [Booking(key, need.weekday, need.start, need.end, lesson=False)]
        able = [
            adult
            for adult in spare_first
            if need.role in adult.posts and roster.can(adult, booking)
        ][: need.adults]
        if len(able) < need.adults:
            raise DefectError(f"nobody is left to plant as {key}")
        for adult in able:
            roster.book(adult.id, booking)
            made.append(
                Post(adult=adult.id, school=MAIN, weekday=need.weekday, role=need.role)
            )
    return made
