"""Vendors of a district: one whitelist, one pool of instructors, shared by weekday."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kehou_instances.city.plan import (
    Allotment,
    CommunityPlan,
    Instructor,
    SchoolPlan,
    VendorPlan,
)
from kehou_instances.city.recipe import Recipe
from kehou_instances.city.spreading import whole_of
from kehou_instances.ladder.catalogue import LEADS_WHAT, OFFER_OF, OFFERS
from kehou_instances.ladder.draws import Draws
from kehou_solver.domain import AdultKind

WEEKDAYS = (1, 2, 3, 4, 5)


@dataclass
class _Person:
    """An instructor while the allotment is made."""

    id: str
    skills: tuple[str, ...]
    left: list[int]
    allotted: list[Allotment] = field(default_factory=list)


@dataclass
class _Company:
    """A vendor while the allotment is made."""

    id: str
    admitted: tuple[str, ...]
    people: list[_Person] = field(default_factory=list)


class Pool:
    """The vendors of one district; instructors come as schools need them.

    Args:
        district: id.
        recipe: all numbers.
        draws: for skills, weekdays and turns.
    """

    def __init__(self, district: str, recipe: Recipe, draws: Draws) -> None:
        self._district = district
        self._recipe = recipe
        self._draws = draws
        self._companies: list[_Company] = []

    def serve(self, community: CommunityPlan, school: SchoolPlan) -> None:
        """Allot the instructors of one school: nobody twice in one community."""
        rate = self._recipe.number("vendor_stints_per_class", school.tier)
        stints = round(sum(school.classes) * rate)
        rooms = self._recipe.numbers("classes_per_room", school.tier)
        for _ in range(stints):
            days = whole_of(self._recipe.spread("vendor_weekdays"), self._draws)
            person = self._free(community.id, rooms, days) or self._new(rooms)
            given = sorted(self._draws.sample(person.left, days))
            person.left = [day for day in person.left if day not in given]
            person.allotted.append(
                Allotment(
                    community=community.id,
                    school=school.code,
                    weekdays=tuple(given),
                    lessons_week=len(given) * self._recipe.count("vendor_lessons_day"),
                )
            )

    def vendors(self) -> list[VendorPlan]:
        """Return the district's list as it came out."""
        lessons = len(WEEKDAYS) * self._recipe.count("vendor_lessons_day")
        return [
            VendorPlan(
                id=company.id,
                district=self._district,
                admitted=company.admitted,
                lessons_week=lessons * len(company.people),
                instructors=tuple(
                    Instructor(
                        id=person.id,
                        skills=person.skills,
                        weekdays=WEEKDAYS,
                        lessons_week=lessons,
                        allotted=tuple(person.allotted),
                    )
                    for person in company.people
                ),
            )
            for company in self._companies
        ]

    def _free(
        self, community: str, rooms: Mapping[str, float], days: int
    ) -> _Person | None:
        """Return somebody with enough weekdays left, who is new to the community."""
        able = [
            person
            for company in self._companies
            for person in company.people
            if len(person.left) >= days
            and usable(person.skills, rooms)
            and all(one.community != community for one in person.allotted)
        ]
        return self._draws.pick(able) if able else None

    def _new(self, rooms: Mapping[str, float]) -> _Person:
        """Return a new instructor, of a new company when the last one is full."""
        most = self._recipe.count("vendor_instructors")
        if not self._companies or len(self._companies[-1].people) >= most:
            number = len(self._companies) + 1
            vendor_id = f"{self._district}-v{number:02d}"
            self._companies.append(_Company(vendor_id, self._admitted(rooms)))
        company = self._companies[-1]
        if not usable(company.admitted, rooms):
            company.admitted = (*company.admitted, *self._possible(rooms)[:1])
        wanted = whole_of(
            self._recipe.spread("vendor_skills", "instructor"), self._draws
        )
        known = usable(company.admitted, rooms)
        first = self._draws.pick(known)
        others = [skill for skill in company.admitted if skill != first]
        person = _Person(
            id=f"{company.id}-i{len(company.people) + 1}",
            skills=(first, *self._draws.sample(others, wanted - 1)),
            left=list(WEEKDAYS),
        )
        company.people.append(person)
        return person

    def _admitted(self, rooms: Mapping[str, float]) -> tuple[str, ...]:
        """Draw what a vendor is admitted for: first what no own subject covers."""
        count = whole_of(self._recipe.spread("vendor_skills", "vendor"), self._draws)
        first = self._possible(rooms)[:1]
        rest = [skill for skill in self._possible() if skill not in first]
        return (*first, *rest[: count - 1])

    def _possible(self, rooms: Mapping[str, float] | None = None) -> list[str]:
        """Return clubs vendors may lead, in random order, rare ones first."""
        kinds = LEADS_WHAT[AdultKind.VENDOR_INSTRUCTOR]
        fitting = [offer.id for offer in OFFERS if offer.category in kinds]
        mixed = self._draws.shuffled(fitting)
        if rooms is not None:
            mixed = usable(mixed, rooms)
        return sorted(mixed, key=lambda skill: OFFER_OF[skill].subject != "")


def usable(skills: Sequence[str], rooms: Mapping[str, float]) -> list[str]:
    """Return the clubs for which a school has the right kind of room."""
    return [
        skill
        for skill in skills
        if not OFFER_OF[skill].feature or OFFER_OF[skill].feature in rooms
    ]


def allotted_vendors(
    communities: Sequence[CommunityPlan], recipe: Recipe, draws: Draws
) -> tuple[VendorPlan, ...]:
    """Make every district's list and share its instructors out over the schools."""
    by_district: dict[str, list[CommunityPlan]] = defaultdict(list)
    for community in communities:
        by_district[community.district].append(community)
    made: list[VendorPlan] = []
    for district in sorted(by_district):
        pool = Pool(district, recipe, draws)
        for community in draws.shuffled(by_district[district]):
            for school in community.schools:
                pool.serve(community, school)
        made += pool.vendors()
    return tuple(made)
