"""Rooms, their closures, and venues outside the school."""

from collections.abc import Iterator

from kehou_solver.domain.validity.calendar import span_problem
from kehou_solver.domain.validity.draft import Draft
from kehou_solver.errors import Problem


def room_problems(draft: Draft) -> Iterator[Problem]:
    """Judge each room."""
    for where, room in draft.placed("rooms", draft.instance.rooms):
        yield from draft.refer("schools", room.school, f"{where}/school")
        for position, closure in enumerate(room.closed):
            yield from span_problem(
                f"{where}/closed/{position}", closure.start, closure.end
            )
        if room.offsite and room.pupils_per_escort is None:
            yield Problem(
                f"{where}/pupils_per_escort",
                "—",
                "校外场地须写明每名带队人员最多带几名学生；请补上",
                "an off-site room needs the number of children per escort; add it",
                "LZ-315",
            )
        if not room.offsite and room.travel_minutes:
            yield Problem(
                f"{where}/travel_minutes",
                str(room.travel_minutes),
                "校内场地没有路程；请改为 0，或把 offsite 写成 true",
                "a room at school has no way to go; put 0, or set offsite to true",
                "LZ-315",
            )
