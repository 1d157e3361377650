"""From an instance to the week Timefold plans, and back."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from benchmarks.methods.greedy.care import CarePlanner, NoCare
from benchmarks.methods.greedy.clubs import carers_of
from benchmarks.methods.greedy.roster import TEACHERS, Roster
from benchmarks.methods.timefold.entities import (
    Care,
    Duty,
    Helper,
    Option,
    Person,
    Place,
    Seat,
    Week,
    Wish,
)
from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import Id, overlap
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Club, Pupil
from kehou_solver.domain.school import DutyRole
from kehou_solver.domain.timetable import Timetable
from kehou_solver.model.choice import (
    CareGroup,
    Choice,
    ClubGroup,
    Joins,
    Opens,
    Posted,
    Sits,
    Staffs,
    Uses,
)
from kehou_solver.model.enumerate import care_groups_of, club_groups_of
from kehou_solver.model.translate import timetable_of
from kehou_solver.model.world import Span, World
from kehou_solver.policy import Policy
from kehou_solver.search.formulation import Admission


@dataclass
class Problem:
    """The week to plan, and what its parts stand for."""

    instance: Instance
    policy: Policy
    world: World = field(init=False)
    admission: Admission = field(init=False)
    bits: dict[Id, int] = field(default_factory=dict)
    care: dict[str, CareGroup] = field(default_factory=dict)
    duty: dict[str, tuple[Id, int, DutyRole]] = field(default_factory=dict)
    groups: dict[int, ClubGroup] = field(default_factory=dict)
    people: dict[Id, Person] = field(default_factory=dict)
    wishes: dict[tuple[int, int], Wish] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look at the instance."""
        self.world = World(self.instance, self.policy)
        self.admission = Admission(self.instance, self.policy)
        self.bits = {s.id: 1 << i for i, s in enumerate(self.instance.slots)}
        self.people = {a.id: self._person(a) for a in self.instance.adults}
        self._alone = Roster(self.world)
        self._home = {c.room for c in self.instance.classes}

    def week(self) -> Week:
        """Build all entities with their candidates."""
        places = list(self._places())
        return Week(
            people=list(self.people.values()),
            cares=list(self._cares()),
            duties=list(self._duties()),
            places=places,
            helpers=list(self._helpers(places)),
            seats=list(self._seats(places)),
        )

    def _person(self, adult: Adult) -> Person:
        limits = self.world.limits_of(adult)
        lessons, days = limits.lessons_week, limits.afternoons_week
        if adult.kind is AdultKind.OWN_TEACHER:
            kind = 0
        elif adult.kind is AdultKind.GROUP_TEACHER:
            kind, days = 1, min(days, limits.away_afternoons_week)
        else:
            kind = 3 if adult.kind is AdultKind.VENDOR_INSTRUCTOR else 2
        if adult.lessons_week is not None:
            lessons = min(lessons, adult.lessons_week)
        if adult.afternoons_week is not None:
            days = min(days, adult.afternoons_week)
        sharers = self.world.sharers.get(adult.home or "", [])
        shares = any(adult.id == sharer.id for sharer in sharers)
        return Person(adult.id, kind, adult.past_lessons, lessons, days, shares)

    def _mask(self, spans: Iterable[Span]) -> int:
        """Return the slots that overlap any of the spans, travel included."""
        mask = 0
        for slot, span in product(self.instance.slots, spans):
            same_day = slot.weekday == span[0]
            if same_day and overlap(slot.start, slot.end, span[1], span[2]):
                mask |= self.bits[slot.id]
        return mask

    def _cares(self) -> Iterable[Care]:
        for school in self.instance.schools:
            for group, _ in care_groups_of(self.world, school):
                able = [a for a in self.instance.adults if self._may_care(a, group)]
                room = self.world.classes[group.host]
                self.care[str(group)] = group
                taught = " ".join(a for a, c in self.world.teaches if c == group.host)
                yield Care(
                    id=str(group),
                    bit=self.bits[group.slot],
                    day=1 << self.world.slots[group.slot].weekday,
                    homeroom=room.homeroom_teacher or "",
                    taught_by=taught,
                    pay=0,
                    candidates=[self.people[a.id] for a in able],
                )

    def _may_care(self, adult: Adult, group: CareGroup) -> bool:
        knows = adult.care == "any" or (adult.id, group.host) in self.world.teaches
        staffs = Staffs(adult.id, group, "lead", "every")
        return (
            knows
            and group.school in adult.serves
            and self.admission.admits(staffs)
            and self._alone.can(adult, self._alone.lesson_bookings(adult, group))
        )

    def _duties(self) -> Iterable[Duty]:
        for school in self.instance.schools:
            for need in school.posts:
                post = school.id, need.weekday, need.role
                able = [
                    self.people[adult.id]
                    for adult in self.instance.adults
                    if school.id in adult.serves
                    and self.admission.admits(
                        choice := Posted(adult.id, *post, "every")
                    )
                    and self._alone.can(adult, self._alone.post_bookings(choice))
                ]
                for number in range(need.adults):
                    name = f"{school.id}.{need.weekday}.{need.role}.{number}"
                    self.duty[name] = post
                    span = need.weekday, need.start, need.end
                    yield Duty(
                        id=name,
                        mask=self._mask([span]),
                        day=1 << need.weekday,
                        start=need.start,
                        end=need.end,
                        role=f"{school.id}.{need.role}",
                        candidates=able,
                    )

    def _places(self) -> Iterable[Place]:
        number = 0
        for club in self.instance.clubs:
            ways = list(club_groups_of(self.world, club))
            first = [group for group in ways if group.copy == 0]
            options = list(self._options(club, first))
            for _ in range(club.parallel_groups if options else 0):
                yield Place(number, club.id, club.min_enrolment, options)
                number += 1

    def _options(self, club: Club, ways: list[ClubGroup]) -> Iterable[Option]:
        for group in ways:
            rooms = [
                room
                for room in self.instance.rooms
                if room.id not in self._home
                and room.seats >= club.min_enrolment
                and self.admission.admits(Uses(room.id, group))
            ]
            spans = [self.world.meeting_span(group, slot) for slot in group.slots]
            days = sum(1 << self.world.slots[s].weekday for s in group.slots)
            for room, adult in product(rooms, self.instance.adults):
                if not self._may_lead(adult, group):
                    continue
                who = self.people[adult.id]
                seats = min(club.seats, room.seats)
                if room.pupils_per_escort is not None:
                    seats = min(seats, room.pupils_per_escort * club.adults_per_group)
                number = len(self.groups)
                self.groups[number] = group
                bookings = self._alone.lesson_bookings(adult, group)
                yield Option(
                    number=number,
                    mask=sum(self.bits[slot] for slot in group.slots),
                    days=days,
                    occupied=self._mask(spans),
                    lessons=len(group.slots),
                    room=room.id,
                    lead=who,
                    seats=seats,
                    pay=sum(booking.pay for booking in bookings),
                    helpers=max(club.adults_per_group - 1, int(who.kind == 3)),
                )

    def _may_lead(self, adult: Adult, group: ClubGroup) -> bool:
        staffs = Staffs(adult.id, group, "lead", "every")
        return (
            group.school in adult.serves
            and self.admission.admits(staffs)
            and self._alone.can(adult, self._alone.lesson_bookings(adult, group))
        )

    def _helpers(self, places: list[Place]) -> Iterable[Helper]:
        """Yield assistants; who may help when is worked out slot by slot."""
        able: dict[Id, list[Person]] = defaultdict(list)
        for adult in self.instance.adults:
            person = self.people[adult.id]
            if adult.kind not in TEACHERS:
                continue
            for slot in self.instance.slots:
                care = CareGroup("", slot.school, slot.id)
                bookings = self._alone.lesson_bookings(adult, care)
                free = adult.free is None or slot.id in adult.free
                if slot.school in adult.serves and free:
                    clear = not any(
                        d.weekday == slot.weekday
                        and overlap(d.start, d.end, slot.start, slot.end)
                        for d in adult.duties
                    )
                    if clear and self._alone.can(adult, bookings):
                        person.may_help |= self.bits[slot.id]
            for school in adult.serves:
                if person.may_help:
                    able[school].append(person)
        for place in places:
            school = self.world.clubs[place.club].school
            for rank in range(max(option.helpers for option in place.options)):
                yield Helper(f"{place.id}.{rank}", place.id, rank, able[school])

    def _seats(self, places: list[Place]) -> Iterable[Seat]:
        of_club: dict[Id, list[int]] = defaultdict(list)
        for place in places:
            of_club[place.club].append(place.id)
        longest = max((len(p.wishes) for p in self.instance.pupils), default=0)
        for pupil in self.instance.pupils:
            if pupil.consent is None:
                continue
            grade = self.world.grade_of(pupil)
            wishes = [
                self._wish(place, club, longest - rank)
                for rank, club in enumerate(pupil.wishes)
                for place in of_club[club]
                if self._fits(self.world.clubs[club], pupil, grade)
            ]
            allowed, one_a_day = self._allowed(pupil, grade)
            for number in range(pupil.clubs_per_week if wishes else 0):
                yield Seat(
                    id=f"{pupil.id}.{number}",
                    pupil=pupil.id,
                    tier=self.policy.tier_of(pupil, grade),
                    allowed=allowed,
                    one_a_day=one_a_day,
                    wishes=wishes,
                )

    def _wish(self, place: int, club: Id, points: int) -> Wish:
        """Return one and the same wish for all children: each object is copied once."""
        return self.wishes.setdefault((place, points), Wish(place, club, points))

    def _fits(self, club: Club, pupil: Pupil, grade: int) -> bool:
        school = self.world.classes[pupil.class_id].school
        return club.school == school and club.from_grade <= grade <= club.to_grade

    def _allowed(self, pupil: Pupil, grade: int) -> tuple[int, bool]:
        """Return the slots a club may take, and whether a day has room for one only."""
        attended = self.world.attended(pupil)
        days = Counter(self.world.slots[s].weekday for s in attended)
        school = self.world.schools[self.world.classes[pupil.class_id].school]
        first = self.policy.number("homework_first_grade")
        needs = pupil.homework and grade >= first
        mask = 0
        for slot in attended:
            day = self.world.slots[slot].weekday
            if not needs or days[day] > 1 or day in school.no_homework_weekdays:
                mask |= self.bits[slot]
        return mask, needs

    def timetable(self, week: Week) -> Timetable | None:
        """Write what was planned; None while somebody is missing for care or duties."""
        care: set[Choice] = set()
        for each in week.cares:
            group = self.care[each.id]
            room = self.world.classes[group.host].room
            if each.lead is None or room is None:
                return None
            care |= {Opens(group), Uses(room, group), Joins(group.host, group)}
            care.add(Staffs(each.lead.id, group, "lead", "every"))
        duties = self._posts(week)
        if duties is None:
            return None
        return timetable_of(self.instance, {*care, *duties, *self._clubs(week)})

    def covered_anew(self, week: Week, seed: int) -> Timetable | None:
        """Keep clubs and duties, and let the greedy plan care around them.

        A repair: one clash in 300 homework groups would make all of it worthless, and
        merging, which schools do in need, is not in this model.
        """
        duties = self._posts(week)
        if duties is None:
            return None
        clubs = self._clubs(week)
        roster = Roster(self.world)
        for post in duties:
            roster.book(post.adult, roster.post_bookings(post))
        rooms: dict[Id, set[Id]] = defaultdict(set)
        away: Counter[tuple[Id, Id]] = Counter()
        for choice in clubs:
            match choice:
                case Staffs(adult, club):
                    who = self.world.adults[adult]
                    roster.book(adult, roster.lesson_bookings(who, club))
                case Uses(room, club):
                    for slot in club.slots:
                        rooms[slot].add(room)
                case Sits(pupil, club):
                    for slot in club.slots:
                        away[self.world.pupils[pupil].class_id, slot] += 1
        carers = carers_of(self.world, self.admission, [*self.care.values()])
        chance = random.Random(seed)  # noqa: S311
        planner = CarePlanner(self.world, self.admission, roster, carers, chance)
        try:
            plan = planner.cover(dict(away), rooms)
        except NoCare:
            return None
        return timetable_of(self.instance, {*plan.choices(), *duties, *clubs})

    def _posts(self, week: Week) -> list[Posted] | None:
        posts = []
        for duty in week.duties:
            if duty.adult is None:
                return None
            posts.append(Posted(duty.adult.id, *self.duty[duty.id], "every"))
        return posts

    def _clubs(self, week: Week) -> set[Choice]:
        """Return the clubs, without groups too small or without their helpers."""
        chosen: set[Choice] = set()
        children: dict[int, set[Id]] = defaultdict(set)
        for seat in week.seats:
            if seat.wish is not None:
                children[seat.wish.place].add(seat.pupil)
        helpers = {(h.place, h.rank): h.adult for h in week.helpers}
        copies = Counter[Id]()
        for place in week.places:
            option = place.option
            if option is None or len(children[place.id]) < place.opens_with:
                continue
            team = [helpers[place.id, rank] for rank in range(option.helpers)]
            if None in team:
                continue
            planned = self.groups[option.number]
            # Copies are numbered by what opens, not by what might have opened.
            club = ClubGroup(
                planned.club, copies[planned.club], planned.school, planned.slots
            )
            copies[planned.club] += 1
            chosen |= {Opens(club), Uses(option.room, club)}
            chosen.add(Staffs(option.lead.id, club, "lead", "every"))
            chosen |= {Staffs(h.id, club, "assistant", "every") for h in team if h}
            chosen |= {Sits(child, club) for child in children[place.id]}
        return chosen
