"""Pins that cannot be kept: against each other, the people, the rooms, the children."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from kehou_solver.domain.answer import Shortage
from kehou_solver.domain.base import Id, Text, Weeks, overlap
from kehou_solver.domain.instance import RoomPin, SeatPin, StaffPin
from kehou_solver.domain.pupil import Club
from kehou_solver.domain.school import HomeroomClass, Room, Slot
from kehou_solver.shortages.blockers import REASONS
from kehou_solver.shortages.facts import Facts
from kehou_solver.shortages.needs import pinned_groups
from kehou_solver.shortages.words import slot_words, week_words


def pins(week: Facts, sort: Weeks) -> Iterator[Shortage]:
    """Judge every pin in the slots of this sort of week.

    Necessary: pins are always kept (rule 32), so what a hard rule forbids a single pin,
    or two pins together, no timetable can give.
    """
    yield from _people(week, sort)
    yield from _twice_asked(week, sort)
    yield from _rooms(week, sort)
    yield from _groups(week, sort)
    yield from _children(week)


def _short(about: str, needed: int, available: int, unit: str, text: Text) -> Shortage:
    zh, en = f"固定安排无法做到：{text.zh}", f"A pin cannot be kept: {text.en}"
    return Shortage(
        kind="pins",
        about=about,
        needed=needed,
        available=available,
        unit=unit,
        zh=f"{zh}请取消或修改固定的安排。",
        en=f"{en} Lift or change the pin.",
    )


def _placed(week: Facts, sort: Weeks, slot: Slot) -> Text:
    place, odd = slot_words(week.index.schools[slot.school], slot), week_words(sort)
    return Text(place.zh + odd.zh, place.en + odd.en)


def _people(week: Facts, sort: Weeks) -> Iterator[Shortage]:
    """Find adults pinned to what they cannot do."""
    blockers = week.blockers
    for pin in week.instance.pins:
        slot = week.index.slots.get(pin.slot) if isinstance(pin, StaffPin) else None
        if not isinstance(pin, StaffPin) or slot is None:
            continue
        adult = week.index.adults[pin.adult]
        if pin.club is not None:
            reasons = blockers.club(adult, week.index.clubs[pin.club], slot, lead=True)
        else:
            reasons = blockers.care(adult, slot)
            if pin.class_id is not None and not any(
                blockers.takes(adult, other)
                for other in _companions(week, week.index.classes[pin.class_id])
            ):
                reasons |= {"skill"}
        if reasons:
            place = _placed(week, sort, slot)
            zh = "、".join(REASONS[reason].zh for reason in sorted(reasons))
            en = ", ".join(REASONS[reason].en for reason in sorted(reasons))
            yield _short(
                f"pin:{pin.adult}@{pin.slot}",
                1,
                0,
                "adults",
                Text(
                    f"{place.zh}，{adult.name}（{adult.id}）不能承担（{zh}）。",
                    f"{place.en}: not possible for {adult.name} ({adult.id}), one of "
                    f"those who {en}.",
                ),
            )


def _companions(week: Facts, homeroom: HomeroomClass) -> list[HomeroomClass]:
    """Return the classes that may share a homework group with this one."""
    if not week.on("merged_care"):
        return list(week.instance.classes)
    if week.index.schools[homeroom.school].limits.merge_classes == 1:
        return [homeroom]
    band = week.band_of(homeroom)
    return [c for c in week.classes_of[homeroom.school] if week.band_of(c) == band]


def _twice_asked(week: Facts, sort: Weeks) -> Iterator[Shortage]:
    """Find adults pinned to two groups at once, and classes pinned to two adults."""
    staff = [
        (pin, week.index.slots[pin.slot])
        for pin in week.instance.pins
        if isinstance(pin, StaffPin) and pin.slot in week.index.slots
    ]
    leads: dict[tuple[Id, Id], set[Id]] = defaultdict(set)
    for position, (pin, slot) in enumerate(staff):
        if pin.class_id is not None:
            leads[pin.class_id, pin.slot].add(pin.adult)
        for other, then in staff[:position]:
            if (
                other.adult == pin.adult
                and then.weekday == slot.weekday
                and overlap(slot.start, slot.end, then.start, then.end)
                and not _same_group(week, pin, other)
            ):
                place = _placed(week, sort, slot)
                yield _short(
                    f"pin:{pin.adult}@{pin.slot}",
                    2,
                    1,
                    "groups",
                    Text(
                        f"{place.zh}，{pin.adult} 同时被固定在两个组。",
                        f"{place.en}: {pin.adult} is pinned to two groups at once.",
                    ),
                )
    if not week.on("adults_per_group"):
        return
    for (class_id, slot_id), adults in leads.items():
        if len(adults) > 1:
            place = _placed(week, sort, week.index.slots[slot_id])
            yield _short(
                f"pin:{class_id}@{slot_id}",
                len(adults),
                1,
                "adults",
                Text(
                    f"{place.zh}，{class_id} 班的作业辅导被固定给 {len(adults)} 人，"
                    "只能有一位主班。",
                    f"{place.en}: {len(adults)} adults are pinned to homework care of "
                    f"class {class_id}, which has one lead.",
                ),
            )


def _same_group(
    week: Facts, one: StaffPin | RoomPin, other: StaffPin | RoomPin
) -> bool:
    """Say whether two pins may be kept by one and the same group."""
    if one.slot != other.slot:
        return one.club is not None and one.club == other.club
    if one.club is not None or other.club is not None:
        return one.club == other.club
    first, second = one.class_id, other.class_id
    if first is None or second is None or first == second:
        return True
    companions = _companions(week, week.index.classes[first])
    return any(homeroom.id == second for homeroom in companions)


def _rooms(week: Facts, sort: Weeks) -> Iterator[Shortage]:
    """Find rooms pinned to what does not fit in, to two groups, and two rooms."""
    pinned = [
        (pin, week.index.slots[pin.slot])
        for pin in week.instance.pins
        if isinstance(pin, RoomPin) and pin.slot in week.index.slots
    ]
    for position, (pin, slot) in enumerate(pinned):
        room = week.index.rooms[pin.room]
        place = _placed(week, sort, slot)
        about = f"pin:{pin.room}@{pin.slot}"
        club = week.index.clubs[pin.club] if pin.club else None
        reason = _unfit(week, room, club, slot)
        if reason is not None:
            words = Text(
                f"{place.zh}，{room.name}（{room.id}）{reason.zh}。",
                f"{place.en}: {room.name} ({room.id}) {reason.en}.",
            )
            yield _short(about, 1, 0, "rooms", words)
        children = (
            club.min_enrolment
            if club is not None
            else week.least_care(week.index.classes[pin.class_id], slot)
            if pin.class_id is not None
            else 0
        )
        if week.on("room_seats") and children > room.seats:
            words = Text(
                f"{place.zh}，{room.name}（{room.id}）只有 {room.seats} 座，"
                f"至少有 {children} 名学生。",
                f"{place.en}: {room.name} ({room.id}) has {room.seats} seats for at "
                f"least {children} children.",
            )
            yield _short(about, children, room.seats, "seats", words)
        for other, then in pinned[:position]:
            together = then.weekday == slot.weekday and overlap(
                slot.start, slot.end, then.start, then.end
            )
            if (
                together
                and other.room == pin.room
                and not _same_group(week, pin, other)
            ):
                words = Text(
                    f"{place.zh}，{room.name}（{room.id}）同时固定给两个组。",
                    f"{place.en}: {room.name} ({room.id}) is pinned to two groups.",
                )
                yield _short(about, 2, 1, "rooms", words)
            same_class = pin.class_id and pin.class_id == other.class_id
            if same_class and pin.slot == other.slot and pin.room != other.room:
                words = Text(
                    f"{place.zh}，{pin.class_id} 班同时固定在两个场地。",
                    f"{place.en}: class {pin.class_id} is pinned to two rooms.",
                )
                yield _short(about, 2, 1, "rooms", words)


def _unfit(week: Facts, room: Room, club: Club | None, slot: Slot) -> Text | None:
    if week.on("room_open") and any(
        closed.weekday == slot.weekday
        and overlap(closed.start, closed.end, slot.start, slot.end)
        for closed in room.closed
    ):
        return Text("当时不开放", "is closed then")
    if not week.on("room_suits"):
        return None
    if room.school != slot.school:
        return Text("不是本校场地", "is of another school")
    if club is None:
        return Text("是校外场地", "is off-site") if room.offsite else None
    if club.venue is not None and room.id != club.venue:
        return Text("不是该社团的校外场地", "is not the club's venue")
    if club.venue is None and room.offsite:
        return Text("是校外场地，社团没有登记", "is off-site and not the club's venue")
    if not set(club.room_features) <= set(room.features):
        return Text("缺少社团所需设施", "lacks what the club needs")
    return None


def _groups(week: Facts, sort: Weeks) -> Iterator[Shortage]:
    """Find clubs pinned to more groups than they may have, or than children wish."""
    pinned_slots: dict[Id, list[Id]] = defaultdict(list)
    for slot in week.instance.slots:
        for club_id in week.club_pins.get(slot.id, ()):
            pinned_slots[club_id].append(slot.id)
    for club in week.instance.clubs:
        groups = {
            slot.id: pinned_groups(week, club, slot)[0]
            for slot in map(week.index.slots.__getitem__, pinned_slots[club.id])
        }
        most = max(groups.values(), default=0)
        if week.on("meetings_as_offered") and most > club.parallel_groups:
            slot = next(week.index.slots[s] for s, n in groups.items() if n == most)
            place = _placed(week, sort, slot)
            words = Text(
                f"{place.zh}，社团 {club.name} 要开 {most} 组，最多 "
                f"{club.parallel_groups} 组。",
                f"{place.en}: club {club.name} would need {most} groups, at most "
                f"{club.parallel_groups} may open.",
            )
            yield _short(f"club:{club.id}", most, club.parallel_groups, "groups", words)
        if most == 0 or not week.on("seats_as_asked"):
            continue
        joining = sum(week.could_join(pupil, club) for pupil in week.instance.pupils)
        needed = most * club.min_enrolment
        if joining < needed:
            words = Text(
                f"社团 {club.name} 至少要 {needed} 人才能开 {most} 组，"
                f"可以参加的只有 {joining} 人。",
                f"club {club.name} needs {needed} children to open {most} groups, only "
                f"{joining} could join.",
            )
            yield _short(f"club:{club.id}", needed, joining, "children", words)


def _children(week: Facts) -> Iterator[Shortage]:
    """Find children pinned to clubs they cannot join, and clubs pinned too full."""
    if not week.on("seats_as_asked"):
        return
    seats = {(p.pupil, p.club) for p in week.instance.pins if isinstance(p, SeatPin)}
    for pupil_id, club_id in sorted(seats):
        pupil, club = week.index.pupils[pupil_id], week.index.clubs[club_id]
        if not week.could_join(pupil, club):
            words = Text(
                f"{pupil_id} 不能参加社团 {club.name}（未同意、不是志愿或年级不符）。",
                f"{pupil_id} cannot join club {club.name} (no consent, no wish, or "
                "another grade).",
            )
            yield _short(f"pin:{pupil_id}@{club_id}", 1, 0, "seats", words)
    for pupil_id, asked in Counter(pupil for pupil, _ in seats).items():
        most = week.index.pupils[pupil_id].clubs_per_week
        if asked > most:
            words = Text(
                f"{pupil_id} 被固定在 {asked} 个社团，最多 {most} 个。",
                f"{pupil_id} is pinned to {asked} clubs, at most {most} are allowed.",
            )
            yield _short(f"pupil:{pupil_id}", asked, most, "clubs", words)
    if not week.on("club_seats", "meetings_as_offered"):
        return
    for club_id, asked in Counter(club for _, club in seats).items():
        club = week.index.clubs[club_id]
        room = club.seats * club.parallel_groups
        if asked > room:
            words = Text(
                f"社团 {club.name} 固定了 {asked} 人，所有组共 {room} 个名额。",
                f"{asked} children are pinned to club {club.name}; all its groups "
                f"together have {room} seats.",
            )
            yield _short(f"club:{club_id}", asked, room, "seats", words)
