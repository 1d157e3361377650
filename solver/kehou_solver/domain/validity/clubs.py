"""Club offers: grades, size, slots and venue."""

from collections.abc import Iterator

from kehou_solver.domain.pupil import Club
from kehou_solver.domain.validity.draft import Draft
from kehou_solver.domain.validity.show import shown
from kehou_solver.errors import Problem


def club_problems(draft: Draft) -> Iterator[Problem]:
    """Judge each club."""
    for where, club in draft.placed("clubs", draft.instance.clubs):
        yield from draft.refer("schools", club.school, f"{where}/school")
        yield from draft.refer("slots", club.slots, f"{where}/slots")
        yield from draft.refer("rooms", club.venue, f"{where}/venue")
        if club.from_grade > club.to_grade:
            yield Problem(
                f"{where}/from_grade",
                f"{club.from_grade}–{club.to_grade}",
                "起始年级不能高于结束年级；请对调",
                "from_grade may not be above to_grade; swap them",
            )
        if club.min_enrolment > club.seats:
            yield Problem(
                f"{where}/min_enrolment",
                str(club.min_enrolment),
                f"最低开班人数不能多于名额 {club.seats}；请核对两个数",
                f"may not exceed the {club.seats} seats of a group; check both",
            )
        yield from _own_school(draft, where, club)


def _own_school(draft: Draft, where: str, club: Club) -> Iterator[Problem]:
    for position, name in enumerate(club.slots or ()):
        slot = draft.slots.get(name)
        if slot is not None and slot.school != club.school:
            yield Problem(
                f"{where}/slots/{position}",
                shown(name),
                f"这是学校 {slot.school} 的时段；请填本校时段",
                f"this slot is of school {slot.school}; give one of the club's school",
            )
    venue = draft.rooms.get(club.venue) if club.venue else None
    if venue is None:
        return
    if venue.school != club.school:
        yield Problem(
            f"{where}/venue",
            shown(venue.id),
            f"这个场地登记在学校 {venue.school} 名下；请在本校登记后再用",
            f"this room is listed for school {venue.school}; list it for the "
            "club's school too",
            "LZ-315",
        )
    if not venue.offsite:
        yield Problem(
            f"{where}/venue",
            shown(venue.id),
            "venue 只写校外场地；校内场地请用 room_features 说明要求",
            "venue names an off-site room; for rooms at school use room_features",
            "LZ-315",
        )
