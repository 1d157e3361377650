"""Give a school generated on its own the ids it has in a group of campuses."""

from collections.abc import Iterable, Mapping

from kehou_instances.ladder.frame import CAMPUS, MAIN
from kehou_instances.ladder.planted import Planted
from kehou_solver.domain import (
    Adult,
    Club,
    Group,
    HomeroomClass,
    Pupil,
    Room,
    Seat,
    Slot,
    Staff,
    Timetable,
)


def renamed(planted: Planted, code: str, home_of: Mapping[str, str]) -> Planted:
    """Return the school and its timetable with the campus's code in every id.

    Vendors and skills keep their names: the whole group shares them.

    Args:
        planted: one school of the ladder.
        code: id of the campus.
        home_of: the campus that lends each group teacher, by the teacher's old id.
    """
    instance = planted.instance
    names = _Names(code, home_of)
    return Planted(
        instance=instance.model_copy(
            update={
                "schools": (instance.schools[0].model_copy(update={"id": code}),),
                "slots": tuple(names.slot(each) for each in instance.slots),
                "rooms": tuple(names.room(each) for each in instance.rooms),
                "classes": tuple(names.homeroom(each) for each in instance.classes),
                "pupils": tuple(names.pupil(each) for each in instance.pupils),
                "clubs": tuple(names.club(each) for each in instance.clubs),
                "adults": tuple(names.adult(each) for each in instance.adults),
                "vendors": tuple(
                    each.model_copy(update={"clubs": names.all(each.clubs)})
                    for each in instance.vendors
                ),
                "travel": (),
            }
        ),
        timetable=names.timetable(planted.timetable),
    )


class _Names:
    """Old ids to new ones."""

    def __init__(self, code: str, home_of: Mapping[str, str]) -> None:
        self._code = code
        self._home_of = home_of

    def one(self, old: str) -> str:
        return f"{self._code}-{old}"

    def maybe(self, old: str | None) -> str | None:
        return None if old is None else self.one(old)

    def all(self, old: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.one(each) for each in old)

    def slot(self, slot: Slot) -> Slot:
        return slot.model_copy(update={"id": self.one(slot.id), "school": self._code})

    def room(self, room: Room) -> Room:
        return room.model_copy(update={"id": self.one(room.id), "school": self._code})

    def homeroom(self, each: HomeroomClass) -> HomeroomClass:
        return each.model_copy(
            update={
                "id": self.one(each.id),
                "school": self._code,
                "homeroom_teacher": self.maybe(each.homeroom_teacher),
                "room": self.maybe(each.room),
            }
        )

    def pupil(self, pupil: Pupil) -> Pupil:
        return pupil.model_copy(
            update={
                "id": self.one(pupil.id),
                "class_id": self.one(pupil.class_id),
                "skips": self.all(pupil.skips),
                "wishes": self.all(pupil.wishes),
            }
        )

    def club(self, club: Club) -> Club:
        return club.model_copy(
            update={
                "id": self.one(club.id),
                "school": self._code,
                "slots": None if club.slots is None else self.all(club.slots),
                "venue": self.maybe(club.venue),
            }
        )

    def adult(self, adult: Adult) -> Adult:
        schools = {MAIN: self._code}
        if adult.id in self._home_of:
            schools[CAMPUS] = self._home_of[adult.id]
        return adult.model_copy(
            update={
                "id": self.one(adult.id),
                "home": None if adult.home is None else schools[adult.home],
                "serves": tuple(schools[school] for school in adult.serves),
                "clubs": None if adult.clubs is None else self.all(adult.clubs),
                "teaches": tuple(
                    each.model_copy(update={"class_id": self.one(each.class_id)})
                    for each in adult.teaches
                ),
                "duties": tuple(
                    duty.model_copy(update={"school": schools[duty.school]})
                    for duty in adult.duties
                ),
                "free": None if adult.free is None else self.all(adult.free),
                "terms": tuple(
                    each.model_copy(update={"club": self.maybe(each.club)})
                    for each in adult.terms
                ),
            }
        )

    def timetable(self, timetable: Timetable) -> Timetable:
        return timetable.model_copy(
            update={
                "groups": tuple(self._group(each) for each in timetable.groups),
                "staff": tuple(self._staff(each) for each in timetable.staff),
                "posts": tuple(
                    each.model_copy(
                        update={"adult": self.one(each.adult), "school": self._code}
                    )
                    for each in timetable.posts
                ),
                "seats": tuple(
                    Seat(pupil=self.one(each.pupil), group=self.one(each.group))
                    for each in timetable.seats
                ),
            }
        )

    def _group(self, group: Group) -> Group:
        return group.model_copy(
            update={
                "id": self.one(group.id),
                "school": self._code,
                "club": self.maybe(group.club),
                "classes": self.all(group.classes),
                "slots": self.all(group.slots),
                "room": self.one(group.room),
            }
        )

    def _staff(self, staff: Staff) -> Staff:
        return staff.model_copy(
            update={"adult": self.one(staff.adult), "group": self.one(staff.group)}
        )
