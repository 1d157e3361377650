"""Adults that a slot, a pin or a post cannot do without, and who could be asked."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kehou_solver.domain.adult import Adult
from kehou_solver.domain.base import Id
from kehou_solver.domain.instance import MeetingPin, RoomPin, StaffPin
from kehou_solver.domain.pupil import Club
from kehou_solver.domain.school import CareBand, HomeroomClass, PostNeed, Slot
from kehou_solver.shortages.blockers import NOT_EVEN_NEARLY, Blockers
from kehou_solver.shortages.week import Week

Near = Callable[[], Mapping[Id, str]]


@dataclass(frozen=True)
class Need:
    """So many different adults at one time, all out of `who`.

    Attributes:
        skill: "homework", or the club or post that needs them, as in "club:chess".
        about: slot or post, as in "slot:mon-1".
        what: class, club or role, as users know it.
        near: finds adults who have exactly one reason against them, with that reason;
            asked only where adults are short.
    """

    skill: str
    about: str
    what: str
    school: Id
    weekday: int
    start: int
    end: int
    adults: int
    who: frozenset[Id]
    near: Near


def fewest_groups(band: CareBand, merge: int, children: list[int]) -> int:
    """Return the fewest homework groups that classes of one band need in a slot.

    Necessary: a group has at most `merge` classes and `band.pupils` children, and two
    classes that each fill more than half of it never share one.
    """
    if not children:
        return 0
    by_classes = -(-len(children) // merge)
    if band.pupils == 0:
        return by_classes
    by_children = -(-sum(children) // band.pupils)
    alone = sum(2 * size > band.pupils for size in children)
    return max(by_classes, by_children, alone)


def in_bands(
    week: Week, slot: Slot
) -> Iterator[tuple[CareBand, list[HomeroomClass], dict[Id, int]]]:
    """Yield each band with its classes and the children who must be in care."""
    bands: dict[CareBand, list[HomeroomClass]] = defaultdict(list)
    for homeroom in week.classes_of.get(slot.school, []):
        band = week.band_of(homeroom)
        if band is not None:
            bands[band].append(homeroom)
    for band, classes in bands.items():
        sizes = {c.id: week.least_care(c, slot) for c in classes}
        yield band, classes, {name: size for name, size in sizes.items() if size > 0}


def care_needs(week: Week, blockers: Blockers, slot: Slot) -> Iterator[Need]:
    """Yield the leads that homework care of a slot needs.

    Necessary: a class with children who cannot all be in clubs is in a homework group
    (rule 1); groups have one class each, or as few as `fewest_groups` says (rule 7);
    each has one lead (rule 11) who takes one of its classes (rule 12) and leads
    nothing else meanwhile (rule 2).
    """
    if not week.on("everyone_in_care", "merged_care", "adults_per_group"):
        return
    reasons = {
        a.id: blockers.care(a, slot, enough=NOT_EVEN_NEARLY)
        for a in week.instance.adults
    }
    merge = week.index.schools[slot.school].limits.merge_classes
    pinned = _pinned_leads(week, slot)
    for band, classes, sizes in in_bands(week, slot):
        if merge == 1:
            for homeroom in classes:
                if homeroom.id in sizes:
                    who, near = _takers(week, blockers, reasons, [homeroom])
                    who = who & pinned.get(homeroom.id, who) or who
                    yield _care(slot, homeroom.id, 1, who, near)
            continue
        least = fewest_groups(band, merge, list(sizes.values()))
        who, near = _takers(week, blockers, reasons, classes)
        leads = set().union(*(pinned.get(c.id, set()) for c in classes)) & who
        for lead in sorted(leads):
            yield _care(slot, listed_classes(classes), 1, frozenset({lead}), dict)
        if least > len(leads):
            what = listed_classes(c for c in classes if c.id in sizes)
            yield _care(slot, what, least - len(leads), who, near)


def listed_classes(classes: Iterable[HomeroomClass]) -> str:
    """Name classes by their ids."""
    return "+".join(homeroom.id for homeroom in classes)


def _pinned_leads(week: Week, slot: Slot) -> dict[Id, frozenset[Id]]:
    found: dict[Id, frozenset[Id]] = {}
    for pin in week.instance.pins:
        if isinstance(pin, StaffPin) and pin.slot == slot.id and pin.class_id:
            found[pin.class_id] = frozenset({pin.adult})
    return found


def _takers(
    week: Week,
    blockers: Blockers,
    reasons: Mapping[Id, frozenset[str]],
    classes: list[HomeroomClass],
) -> tuple[frozenset[Id], Near]:
    """Return who can lead care of some of these classes, and who nearly can."""
    who, near = set(), {}
    for adult in week.instance.adults:
        against = set(reasons[adult.id])
        if len(against) >= NOT_EVEN_NEARLY:
            continue
        if not any(blockers.takes(adult, homeroom) for homeroom in classes):
            against.add("skill")
        if not against:
            who.add(adult.id)
        elif len(against) == 1:
            near[adult.id] = against.pop()
    return frozenset(who), lambda: near


def _care(slot: Slot, what: str, adults: int, who: frozenset[Id], near: Near) -> Need:
    return Need(
        skill="homework",
        about=f"slot:{slot.id}",
        what=what,
        school=slot.school,
        weekday=slot.weekday,
        start=slot.start,
        end=slot.end,
        adults=adults,
        who=who,
        near=near,
    )


def club_needs(week: Week, blockers: Blockers, slot: Slot) -> Iterator[Need]:
    """Yield the adults that clubs pinned to a slot need.

    Necessary: pins name adults or rooms of groups that meet then (rule 32); different
    leads and different rooms mean different groups; each group has a lead and at least
    `adults_per_group` - 1 assistants (rule 11).
    """
    if not week.on("adults_per_group"):
        return
    for club_id in week.club_pins.get(slot.id, ()):
        club = week.index.clubs[club_id]
        groups, leads = pinned_groups(week, club, slot)
        if groups == 0:
            continue
        who, near = _sift(week, blockers, club, slot, lead=True)
        fixed = leads & who
        for lead in sorted(fixed):
            yield _club(slot, club, 1, frozenset({lead}), dict)
        if groups > len(leads):
            yield _club(slot, club, groups - len(leads), who, near)
        if club.adults_per_group > 1:
            helpers, near = _sift(week, blockers, club, slot, lead=False)
            yield _club(slot, club, groups * (club.adults_per_group - 1), helpers, near)


def pinned_groups(week: Week, club: Club, slot: Slot) -> tuple[int, set[Id]]:
    """Return how many groups of a club pins demand in a slot, and who leads them."""
    leads: set[Id] = set()
    rooms: set[Id] = set()
    meets = 0
    for pin in week.club_pins.get(slot.id, {}).get(club.id, ()):
        match pin:
            case StaffPin():
                leads.add(pin.adult)
            case RoomPin():
                rooms.add(pin.room)
            case MeetingPin():
                meets = 1
    return max(len(leads), len(rooms), meets), leads


def _sift(
    week: Week, blockers: Blockers, club: Club, slot: Slot, *, lead: bool
) -> tuple[frozenset[Id], Near]:
    return _free_and_near(
        week.instance.adults,
        lambda adult, enough: blockers.club(
            adult, club, slot, lead=lead, enough=enough
        ),
    )


def _club(slot: Slot, club: Club, adults: int, who: frozenset[Id], near: Near) -> Need:
    return Need(
        skill=f"club:{club.id}",
        about=f"slot:{slot.id}",
        what=club.name,
        school=slot.school,
        weekday=slot.weekday,
        start=slot.start,
        end=slot.end,
        adults=adults,
        who=who,
        near=near,
    )


def post_needs(week: Week, blockers: Blockers) -> Iterator[Need]:
    """Yield the adults that posts need.

    Necessary: every post has its number of different adults (rule 31), who lead
    nothing and hold no other post meanwhile (rule 2).
    """
    if not week.on("posts_filled"):
        return
    for school in week.instance.schools:
        for need in school.posts:
            yield _post(week, blockers, school.id, need)


def _post(week: Week, blockers: Blockers, school: Id, need: PostNeed) -> Need:
    adults: tuple[Adult, ...] = week.instance.adults
    who, near = _free_and_near(
        adults, lambda adult, enough: blockers.post(adult, school, need, enough=enough)
    )
    return Need(
        skill=f"post:{need.role}",
        about=f"post:{school}:{need.weekday}:{need.role}",
        what=str(need.role),
        school=school,
        weekday=need.weekday,
        start=need.start,
        end=need.end,
        adults=need.adults,
        who=who,
        near=near,
    )


def _free_and_near(
    adults: Sequence[Adult], reasons: Callable[[Adult, int], frozenset[str]]
) -> tuple[frozenset[Id], Near]:
    """Return whom nothing bars; one reason is enough to know who is not free."""

    def near() -> dict[Id, str]:
        found = {adult.id: reasons(adult, NOT_EVEN_NEARLY) for adult in adults}
        return {name: next(iter(r)) for name, r in found.items() if len(r) == 1}

    return frozenset(a.id for a in adults if not reasons(a, 1)), near
