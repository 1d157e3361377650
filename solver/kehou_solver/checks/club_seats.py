"""Judge of: no club group takes more children than its club or its escorts allow."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("社团名额", "Seats of the club")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report club groups above the club's seats or above what its adults may escort."""
    presence = presence_of(instance, timetable)
    for group, club in presence.club_groups:
        children = len(presence.seats_of.get(group.id, ()))
        if children > club.seats:
            yield Finding(
                rule="club_seats",
                about=f"group:{group.id}",
                zh=f"{group.id} 有 {children} 名学生，"
                f"社团 {club.id} 限 {club.seats} 人",
                en=f"{group.id} has {children} children; club {club.id} takes "
                f"{club.seats}",
                school=group.school,
            )
        venue = presence.roll.rooms.get(club.venue) if club.venue else None
        if venue is None or venue.pupils_per_escort is None:
            continue
        escorted = venue.pupils_per_escort * club.adults_per_group
        if children > escorted:
            yield Finding(
                rule="club_seats",
                about=f"group:{group.id}",
                zh=f"{group.id} 有 {children} 名学生外出到 {venue.id}，"
                f"{club.adults_per_group} 名成人至多带 {escorted} 人",
                en=f"{group.id} takes {children} children to {venue.id}; "
                f"{club.adults_per_group} adults may escort {escorted}",
                school=group.school,
            )
