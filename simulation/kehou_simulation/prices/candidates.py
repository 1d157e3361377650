"""What a school could get more of, each as an ordinary change of a study."""

from collections.abc import Iterator

from kehou_simulation.changes import Change
from kehou_simulation.changes.add_adults import AddAdults
from kehou_simulation.changes.add_rooms import AddRooms
from kehou_simulation.changes.outside_money import OutsideMoney
from kehou_simulation.changes.train import Train
from kehou_simulation.changes.where import Where
from kehou_simulation.changes.who import places_of
from kehou_simulation.planned import planned_schools
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Frozen, Id, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.price import Price
from kehou_solver.domain.pupil import Club
from kehou_solver.domain.school import School

MONEY_STEP_FEN = 10_000
"""100 yuan a week."""


class Candidate(Frozen):
    """One thing to have more of, at one school.

    Attributes:
        name: tells it from all others of the instance.
        what: hour, hire, training, room_slot, room or money.
    """

    name: str
    what: str
    school: Id
    change: Change
    zh: str
    en: str


class PricedCandidate(Frozen):
    """A candidate, with what the relaxation promises of it, goal by goal."""

    candidate: Candidate
    prices: tuple[Price, ...]

    @property
    def promised(self) -> tuple[float, ...]:
        """Return what is promised in each goal, in their order."""
        return tuple(one.promised for one in self.prices)


def candidates(instance: Instance) -> tuple[Candidate, ...]:
    """Return all of them, school by school.

    For each qualification that a club asks for: one lesson a week more of it, one more
    own teacher with it, one own teacher who learns it. For each sort of room that a
    club needs: one more, for all slots and for one. And 100 yuan a week more for people
    from outside, where the school has set itself a ceiling.
    """
    staffed = _with_own_teachers(instance)
    found: list[Candidate] = []
    for school in planned_schools(instance):
        clubs = [club for club in instance.clubs if club.school == school.id]
        if school.id in staffed:
            found += _people(school, clubs)
        found += _rooms(instance, school, clubs)
        found += _money(school)
    return tuple(found)


def _with_own_teachers(instance: Instance) -> frozenset[str]:
    place = places_of(instance)
    return frozenset(
        place[adult.id]
        for adult in instance.adults
        if adult.kind is AdultKind.OWN_TEACHER
    )


def _people(school: School, clubs: list[Club]) -> Iterator[Candidate]:
    here = Where(schools=(school.id,))
    for skill in sorted({one for club in clubs for one in club.qualifications}):
        hire = AddAdults(
            kind="add_adults",
            where=here,
            adult_kind=AdultKind.OWN_TEACHER,
            skill=skill,
            adults=1,
        )
        yield _candidate(
            "hour",
            school,
            skill,
            hire.model_copy(update={"lessons_week": 1}),
            Text(
                f"每周多 1 课时 {skill}", f"one more lesson a week by somebody {skill}"
            ),
        )
        yield _candidate(
            "hire",
            school,
            skill,
            hire,
            Text(f"多 1 名 {skill} 教师", f"one more teacher with {skill}"),
        )
        yield _candidate(
            "training",
            school,
            skill,
            Train(kind="train", where=here, skill=skill, adults=1),
            Text(f"1 名教师学会 {skill}", f"one teacher learns {skill}"),
        )


def _rooms(
    instance: Instance, school: School, clubs: list[Club]
) -> Iterator[Candidate]:
    here = Where(schools=(school.id,))
    seats: dict[tuple[Id, ...], int] = {}
    for club in clubs:
        if club.venue is None:
            features = tuple(sorted(club.room_features))
            seats[features] = max(seats.get(features, 0), club.seats)
    slots = [slot for slot in instance.slots if slot.school == school.id]
    for features, most in sorted(seats.items()):
        named = "+".join(features) or "-"
        zh, en = "、".join(features) or "普通", ", ".join(features) or "plain"
        room = AddRooms(
            kind="add_rooms", where=here, features=features, seats=most, rooms=1
        )
        yield _candidate(
            "room",
            school,
            named,
            room,
            Text(f"多 1 间{zh}场地（{most} 座）", f"one more {en} room ({most} seats)"),
        )
        for slot in slots:
            yield _candidate(
                "room_slot",
                school,
                f"{named}/{slot.id}",
                room.model_copy(update={"slots": (slot.id,)}),
                Text(
                    f"{slot.id} 多 1 间{zh}场地（{most} 座）",
                    f"one more {en} room ({most} seats) in {slot.id}",
                ),
            )


def _money(school: School) -> Iterator[Candidate]:
    ceiling = school.money.external_ceiling_fen
    if ceiling is None:
        return
    yield _candidate(
        "money",
        school,
        str(MONEY_STEP_FEN),
        OutsideMoney(
            kind="outside_money",
            where=Where(schools=(school.id,)),
            ceiling_week_fen=ceiling + MONEY_STEP_FEN,
        ),
        Text(
            f"外聘经费每周多 {MONEY_STEP_FEN // 100} 元",
            f"{MONEY_STEP_FEN // 100} yuan a week more for people from outside",
        ),
    )


def _candidate(
    what: str, school: School, of: str, change: Change, told: Text
) -> Candidate:
    return Candidate(
        name=f"{what}/{school.id}/{of}",
        what=what,
        school=school.id,
        change=change,
        zh=f"{school.id}：{told.zh}",
        en=f"{school.id}: {told.en}",
    )
