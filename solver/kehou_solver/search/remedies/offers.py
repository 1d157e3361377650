"""Which remedies are worth trying for a question. Only what a school can decide.

Never among them: less care, missing papers of nobody in particular, unlisted vendors,
rest, duty minutes, escorts, fees. Those are law or safety.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import Id, day_of, overlap
from kehou_solver.domain.pupil import Club
from kehou_solver.domain.school import School
from kehou_solver.model.enumerate import club_groups_of
from kehou_solver.model.world import World
from kehou_solver.search.remedies import (
    AnyRemedy,
    CanLead,
    ClubSeats,
    ClubSlot,
    ExtraAdult,
    ExtraPost,
    ExtraRoom,
    FreeIn,
    GivesCare,
    LabourCeiling,
    LargerCare,
    LessonsEndEarlier,
    MinEnrolment,
    MoreAfternoons,
    MoreClubs,
    MoreLessons,
    NoHomework,
    PapersRenewed,
    ParallelGroups,
    RoomFits,
    RoomOpened,
    RoomSeats,
    SchoolLimit,
    Stays,
    TakesPost,
    Unpin,
)

SEATS = 12
"""Most seats a room or a club is asked to add."""

LESSONS = 3
"""Most lessons or afternoons an adult is asked to add."""

WAYS = 12
"""Most ways of meeting of one club for which one more adult or room is considered."""

TEACHERS = (AdultKind.OWN_TEACHER, AdultKind.GROUP_TEACHER)


@dataclass(frozen=True)
class Focus:
    """What a question is about; remedies elsewhere are not tried.

    Attributes:
        clubs, slots, pupils: those concerned.
        week: the whole week is impossible: posts, pins, papers and lesson ends, too.
    """

    clubs: frozenset[Id]
    slots: frozenset[Id]
    pupils: frozenset[Id]
    week: bool = False


def offers(world: World, focus: Focus) -> list[AnyRemedy]:
    """Return every remedy worth trying, in the order in which to prefer them."""
    fresh = _fresh_ids(world)
    found: list[AnyRemedy] = [
        *_pupils(world, focus),
        *_adults(world, focus),
        *_rooms(world, focus),
        *_clubs(world, focus, fresh),
        *_schools(world, focus),
        *_care(world, focus, fresh),
    ]
    if focus.week:
        found += _week(world, fresh)
    return found


def stays(world: World, focus: Focus) -> list[Stays]:
    """Return the slots a child might also stay for; each is tried by itself."""
    found = []
    for pupil in world.instance.pupils:
        if pupil.id not in focus.pupils:
            continue
        for slot in world.slots_of[world.classes[pupil.class_id].school]:
            if not world.attends(pupil, slot):
                found.append(Stays(pupil=pupil.id, slot=slot.id))
    return found


def _fresh_ids(world: World) -> Iterator[Id]:
    taken = {a.id for a in world.instance.adults} | {r.id for r in world.instance.rooms}
    return (name for n in count(1) if (name := f"extra-{n}") not in taken)


def _pupils(world: World, focus: Focus) -> Iterator[AnyRemedy]:
    for pupil in world.instance.pupils:
        if pupil.id in focus.pupils and pupil.clubs_per_week < 20:
            yield MoreClubs(pupil=pupil.id, by=1)
    schools = {world.classes[world.pupils[p].class_id].school for p in focus.pupils}
    for school in sorted(schools):
        off = world.schools[school].no_homework_weekdays
        for day in sorted({s.weekday for s in world.slots_of[school]} - set(off)):
            if any(world.slots[s].weekday == day for s in focus.slots):
                yield NoHomework(school=school, weekday=day)


def _adults(world: World, focus: Focus) -> Iterator[AnyRemedy]:
    schools = {world.slots[slot].school for slot in focus.slots}
    for adult in world.instance.adults:
        if not schools & set(adult.serves) or adult.kind is AdultKind.SUPPORT_STAFF:
            continue
        yield from _one_adult(world, focus, adult)


def _one_adult(world: World, focus: Focus, adult: Adult) -> Iterator[AnyRemedy]:
    limits = world.limits_of(adult)
    if adult.lessons_week is not None and adult.lessons_week < limits.lessons_week:
        by = min(LESSONS, limits.lessons_week - adult.lessons_week)
        yield MoreLessons(adult=adult.id, by=by)
    own = adult.afternoons_week
    if own is not None and own < limits.afternoons_week:
        by = min(LESSONS, limits.afternoons_week - own)
        yield MoreAfternoons(adult=adult.id, by=by)
    for slot in sorted(focus.slots):
        if adult.free is not None and slot not in adult.free:
            one = world.slots[slot]
            if one.school in adult.serves and not any(
                duty.weekday == one.weekday
                and overlap(duty.start, duty.end, one.start, one.end)
                for duty in adult.duties
            ):
                yield FreeIn(adult=adult.id, slot=slot)
    if adult.kind in TEACHERS:
        for club in sorted(focus.clubs):
            missing = _missing(world, adult, world.clubs[club])
            if missing is not None:
                yield CanLead(adult=adult.id, club=club, skills=missing)
        if adult.care != "any":
            yield GivesCare(adult=adult.id)
    if _papers_lapse(world, adult):
        yield PapersRenewed(adult=adult.id)


def _missing(world: World, adult: Adult, club: Club) -> tuple[Id, ...] | None:
    """Return the skills an adult lacks for a club; None if nothing is in the way."""
    if club.school not in adult.serves:
        return None
    days = {slot.weekday for slot in world.slots_of[club.school]}
    missing = tuple(
        needed
        for needed in club.qualifications
        if not all(
            any(
                held.name == needed
                and held.valid_from <= world.date_of(day) <= held.valid_until
                for held in adult.qualifications
            )
            for day in days
        )
    )
    willing = adult.clubs is None or club.id in adult.clubs
    return None if willing and not missing else missing


def _papers_lapse(world: World, adult: Adult) -> bool:
    days = {slot.weekday for slot in world.instance.slots}
    return not all(
        any(
            paper.kind == kind
            and paper.valid_from <= day_of(world.instance.week_of, day)
            and paper.valid_until >= day_of(world.instance.week_of, day)
            for paper in adult.papers
        )
        for kind in world.policy.papers(adult.kind)
        for day in days
    )


def _rooms(world: World, focus: Focus) -> Iterator[AnyRemedy]:
    schools = {world.slots[slot].school for slot in focus.slots}
    most = _most_asked(world) if focus.week else SEATS
    for room in world.instance.rooms:
        if room.school not in schools:
            continue
        yield RoomSeats(room=room.id, by=most)
        for slot_id in sorted(focus.slots):
            slot = world.slots[slot_id]
            if slot.school == room.school and any(
                shut.weekday == slot.weekday
                and overlap(shut.start, shut.end, slot.start, slot.end)
                for shut in room.closed
            ):
                yield RoomOpened(room=room.id, slot=slot_id)
        if room.offsite:
            continue
        for club_id in sorted(focus.clubs):
            club = world.clubs[club_id]
            lacking = tuple(f for f in club.room_features if f not in room.features)
            if lacking and club.school == room.school and club.venue is None:
                yield RoomFits(room=room.id, club=club_id, features=lacking)


def _clubs(world: World, focus: Focus, fresh: Iterator[Id]) -> Iterator[AnyRemedy]:
    for club_id in sorted(focus.clubs):
        club = world.clubs[club_id]
        yield ClubSeats(club=club_id, by=SEATS)
        if club.parallel_groups < 20:
            yield ParallelGroups(club=club_id, by=1)
        if club.min_enrolment > 1:
            yield MinEnrolment(club=club_id, by=club.min_enrolment - 1)
        for slot in sorted(focus.slots):
            here = world.slots[slot].school == club.school
            if here and club.slots is not None and slot not in club.slots:
                yield ClubSlot(club=club_id, slot=slot)
        for slots in _ways(world, focus, club)[:WAYS]:
            for _ in range(min(2, club.adults_per_group)):
                yield ExtraAdult(
                    id=next(fresh),
                    school=club.school,
                    club=club_id,
                    skills=club.qualifications,
                    slots=slots,
                )
            if club.venue is None:
                yield ExtraRoom(
                    id=next(fresh),
                    school=club.school,
                    club=club_id,
                    slots=slots,
                    features=club.room_features,
                    seats=club.seats,
                )


def _ways(world: World, focus: Focus, club: Club) -> list[tuple[Id, ...]]:
    """Return the ways a club could meet inside the focus, other slots included."""
    free = club.model_copy(update={"slots": None, "parallel_groups": 1})
    allowed = set(club.slots or ())
    ways = [
        group.slots
        for group in club_groups_of(world, free)
        if focus.slots.issuperset(group.slots)
    ]
    return sorted(
        ways, key=lambda slots: club.slots is not None and not allowed.issuperset(slots)
    )


def _schools(world: World, focus: Focus) -> Iterator[AnyRemedy]:
    for school in world.instance.schools:
        if not any(world.slots[slot].school == school.id for slot in focus.slots):
            continue
        yield from _limits(world, school)
        if school.money.external_ceiling_fen is not None:
            yield LabourCeiling(school=school.id, by=1_000_000)


def _limits(world: World, school: School) -> Iterator[AnyRemedy]:
    limits = school.limits
    yield SchoolLimit(school=school.id, limit="lessons_week", by=LESSONS)
    if limits.afternoons_week < 7:
        by = min(LESSONS, 7 - limits.afternoons_week)
        yield SchoolLimit(school=school.id, limit="afternoons_week", by=by)
    if len(world.instance.schools) > 1 and limits.away_afternoons_week < 7:
        yield SchoolLimit(school=school.id, limit="away_afternoons_week", by=1)
    if limits.merge_classes < 50:
        yield SchoolLimit(school=school.id, limit="merge_classes", by=1)
    if limits.vendor_share_percent < 100 and any(
        a.kind is AdultKind.VENDOR_INSTRUCTOR for a in world.instance.adults
    ):
        by = 100 - limits.vendor_share_percent
        yield SchoolLimit(school=school.id, limit="vendor_share_percent", by=by)
    most = _most_asked(world)
    for band in limits.care_bands:
        yield LargerCare(school=school.id, from_grade=band.from_grade, by=most)


def _most_asked(world: World) -> int:
    return max(1, *world.asked.values()) if world.asked else 1


def _care(world: World, focus: Focus, fresh: Iterator[Id]) -> Iterator[AnyRemedy]:
    most = _most_asked(world)
    for slot in sorted(focus.slots):
        school = world.slots[slot].school
        for _ in range(3 if focus.week else 1):
            yield ExtraAdult(
                id=next(fresh), school=school, club=None, skills=(), slots=(slot,)
            )
        yield ExtraRoom(
            id=next(fresh),
            school=school,
            club=None,
            slots=(slot,),
            features=(),
            seats=most,
        )


def _week(world: World, fresh: Iterator[Id]) -> Iterator[AnyRemedy]:
    for number, pin in enumerate(world.instance.pins):
        yield Unpin(number=number, pin=pin)
    for school in world.instance.schools:
        for need in school.posts:
            for _ in range(min(3, need.adults)):
                yield ExtraPost(
                    id=next(fresh),
                    school=school.id,
                    role=need.role,
                    weekday=need.weekday,
                )
        for role in dict.fromkeys(need.role for need in school.posts):
            for adult in world.instance.adults:
                if (
                    school.id in adult.serves
                    and role not in adult.posts
                    and adult.kind is not AdultKind.VENDOR_INSTRUCTOR
                ):
                    yield TakesPost(adult=adult.id, role=role)
    for adult in world.instance.adults:
        if adult.kind is AdultKind.SUPPORT_STAFF and _papers_lapse(world, adult):
            yield PapersRenewed(adult=adult.id)
    yield from _lessons_end(world)


def _lessons_end(world: World) -> Iterator[AnyRemedy]:
    for room_class in world.instance.classes:
        for end in room_class.lessons_end:
            starts = [
                slot.start
                for slot in world.slots_of[room_class.school]
                if slot.weekday == end.weekday and world.asked[room_class.id, slot.id]
            ]
            if starts and min(starts) < end.end:
                yield LessonsEndEarlier(
                    class_id=room_class.id, weekday=end.weekday, end=min(starts)
                )
