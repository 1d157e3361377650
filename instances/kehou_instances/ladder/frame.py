"""Where and when: schools, their limits and money, slots, rooms and classes."""

from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.shape import Shape, at
from kehou_solver.domain import (
    CareBand,
    District,
    DutyRole,
    Limits,
    Money,
    PostNeed,
    Room,
    School,
    SchoolKind,
    Slot,
    Tier,
)

DISTRICT, MAIN, CAMPUS, GROUP = "district", "main", "campus-2", "group"

ROOM_SEATS = {"gym": 60, "playground": 80, "reading_room": 60, "dance_room": 36, "": 40}
ROOM_NAMES = {
    "gym": "体育馆",
    "playground": "操场",
    "music_room": "音乐室",
    "art_room": "美术室",
    "lab": "实验室",
    "computer_room": "计算机室",
    "reading_room": "阅览室",
    "dance_room": "舞蹈室",
    "": "活动室",
}


def district() -> District:
    """Return the one district, with the vendor pay standard it must set (LZ-320)."""
    return District(
        id=DISTRICT,
        name="示例城区",
        off_work_time=at(18),
        vendor_rate_cap_fen=15_000,
    )


def limits(shape: Shape, knobs: Knobs) -> Limits:
    """Return the school's own limits."""
    bands = shape.care_bands or ((1, 2, shape.young_cap), (3, 6, shape.old_cap))
    return Limits(
        care_bands=tuple(
            CareBand(from_grade=first, to_grade=last, pupils=pupils)
            for first, last, pupils in bands
        ),
        merge_classes=knobs.merge_classes,
        lessons_week=shape.lessons_week,
        afternoons_week=4,
        duty_minutes_day=480,
        duty_minutes_week=2640,
        rest_minutes=720,
        noon_start=at(12),
        noon_end=at(14),
        late_from=at(17, 30),
        late_start=at(9),
        away_afternoons_week=2,
        travel_buffer_minutes=30,
        lending_reserve_percent=5,
        vendor_share_percent=25,
        vendor_accompanied=True,
        time_bank_credit_minutes=60,
        time_bank_ceiling_minutes=600,
    )


def posts(shape: Shape) -> tuple[PostNeed, ...]:
    """Return the duty roles of every afternoon: leader, patrol and gate (LZ-418)."""
    needs: list[PostNeed] = []
    for weekday in sorted({window.weekday for window in shape.windows}):
        start = min(w.start for w in shape.windows if w.weekday == weekday)
        end = max(w.end for w in shape.windows if w.weekday == weekday)
        for role, first, last, adults in (
            (DutyRole.DUTY_LEADER, start, end, 1),
            (DutyRole.PATROL, start, end, shape.patrols),
            (DutyRole.GATE_DUTY, end, end + 15, shape.gates),
        ):
            if adults:
                needs.append(
                    PostNeed(
                        role=role, weekday=weekday, start=first, end=last, adults=adults
                    )
                )
    return tuple(needs)


def schools(shape: Shape, knobs: Knobs, *, lends: bool) -> tuple[School, ...]:
    """Return the school, and the other campus of its group if that `lends` teachers.

    The township school boards its pupils, as its evening study shows, so that its
    service need not last until the end of office hours (LZ-204, LZ-205).
    """
    main = School(
        id=MAIN,
        name="示例乡镇中心小学" if shape.township else "示例小学",
        district=DISTRICT,
        group=GROUP if lends else None,
        kind=SchoolKind.PRIMARY,
        tier=Tier.TOWNSHIP if shape.township else Tier.CITY_DISTRICT,
        boarding=shape.township,
        weak=lends,
        limits=limits(shape, knobs),
        money=Money(weeks_per_month=4),
        posts=posts(shape),
        no_homework_weekdays=shape.no_homework,
    )
    if not lends:
        return (main,)
    campus = main.model_copy(
        update={
            "id": CAMPUS,
            "name": "示例小学二校区",
            "weak": False,
            "posts": (),
            "no_homework_weekdays": (),
        }
    )
    return (main, campus)


def slots(shape: Shape, *, odd_even: bool) -> tuple[Slot, ...]:
    """Return the slots; with `odd_even` one rotates and one is held in odd weeks only.

    The odd one is the first of a weekday that has another, so that the afternoon
    still ends when it should in even weeks.
    """
    windows = shape.windows
    middle = windows[len(windows) // 2].weekday
    doubled = [w for w in windows if w.id.endswith("-1") and w.weekday < 5]
    doubled = [w for w in doubled if sum(v.weekday == w.weekday for v in windows) > 1]
    odd = next((w for w in reversed(doubled) if w.weekday <= middle), None)
    rotating = windows[-1]
    return tuple(
        Slot(
            id=window.id,
            school=MAIN,
            weekday=window.weekday,
            start=window.start,
            end=window.end,
            weeks="odd" if odd_even and window == odd else "every",
            rotates=odd_even and window == rotating,
        )
        for window in windows
    )


def rooms(shape: Shape) -> tuple[Room, ...]:
    """Return one home room per class, the special rooms and the off-site venues."""
    home = [
        Room(id=f"room-{class_id}", school=MAIN, name=f"{class_id} 教室", seats=50)
        for class_id, _ in shape.class_ids()
    ]
    special = [
        Room(
            id=f"{feature or 'activity'}-{number}",
            school=MAIN,
            name=f"{ROOM_NAMES[feature]} {number}",
            seats=ROOM_SEATS.get(feature, 45),
            features=(feature,) if feature else (),
        )
        for feature, count in shape.rooms.items()
        for number in range(1, count + 1)
    ]
    venues = [
        Room(
            id=f"venue-{number}",
            school=MAIN,
            name=f"校外场所 {number}",
            seats=60,
            offsite=True,
            pupils_per_escort=15,
            # As long as the break, so that the way there and back fits in.
            travel_minutes=10,
        )
        for number in range(1, shape.venues + 1)
    ]
    return tuple(home + special + venues)
