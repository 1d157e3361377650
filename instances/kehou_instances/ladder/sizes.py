"""The rungs: how big a school is and how its day runs."""

from collections.abc import Mapping
from typing import Literal

from kehou_instances.ladder.shape import Shape, Window, at
from kehou_solver.domain import AdultKind

Size = Literal["XS", "S", "M", "L", "XL"]
SchoolSize = Literal["XS", "S", "M", "L"]
"""Rungs that are one school; XL is a group of them (`scaled_shapes.py`)."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")

CITY_PERIODS = (
    (at(8), at(8, 40)),
    (at(8, 50), at(9, 30)),
    (at(10, 10), at(10, 50)),
    (at(11), at(11, 40)),
    (at(14, 30), at(15, 10)),
    (at(15, 20), at(16)),
)
TOWN_PERIODS = (
    (at(8, 20), at(9)),
    (at(9, 10), at(9, 50)),
    (at(10, 30), at(11, 10)),
    (at(11, 20), at(12)),
    (at(14), at(14, 40)),
    (at(14, 50), at(15, 30)),
)

# Two slots of 40 minutes up to the end of office hours (18:00), every weekday.
CITY_WINDOWS = tuple(
    window
    for weekday, name in enumerate(WEEKDAYS, start=1)
    for window in (
        Window(f"{name}-1", weekday, at(16, 30), at(17, 10)),
        Window(f"{name}-2", weekday, at(17, 20), at(18)),
    )
)
TOWN_WINDOWS = (
    *(
        Window(f"{name}-{number}", weekday, start, start + 40)
        for weekday, name in enumerate(WEEKDAYS[:4], start=1)
        for number, start in enumerate((at(15, 40), at(16, 25), at(17, 10)), start=1)
    ),
    Window("fri-1", 5, at(14, 40), at(15, 20)),
)
TINY_WINDOWS = (
    Window("mon-1", 1, at(16, 30), at(17, 10)),
    Window("mon-2", 1, at(17, 20), at(18)),
    # Club day: one long slot, so that the service still ends at 18:00.
    Window("wed-1", 3, at(16, 50), at(18)),
)

SHAPES: Mapping[SchoolSize, Shape] = {
    "XS": Shape(
        title_zh="极小的市区小学（6 班）",
        title_en="tiny city primary school (6 classes)",
        classes=(1, 1, 1, 1, 1, 1),
        pupils=156,
        uneven=2,
        own=10,
        support=2,
        outsiders={
            AdultKind.GROUP_TEACHER: 1,
            AdultKind.RETIREE: 1,
            AdultKind.VENDOR_INSTRUCTOR: 1,
        },
        clubs=4,
        rooms={"playground": 1, "art_room": 1, "music_room": 1, "lab": 1, "": 1},
        windows=TINY_WINDOWS,
        periods=CITY_PERIODS,
        short_days={},
        club_seats=(8, 12),
        club_opens=(4, 5),
        no_homework=(3,),
        unlisted=2 / 3,
        wishes=3,
    ),
    "S": Shape(
        title_zh="乡镇中心小学（21 班）",
        title_en="township central primary school (21 classes)",
        classes=(3, 3, 3, 4, 4, 4),
        pupils=756,
        uneven=6,
        township=True,
        own=65,
        rooms={"playground": 1, "reading_room": 1},
        windows=TOWN_WINDOWS,
        periods=TOWN_PERIODS,
        short_days={5: 5},
        unlisted=1.0,
        wishes=0,
    ),
    "M": Shape(
        title_zh="市区小学（30 班）",
        title_en="city primary school (30 classes)",
        classes=(5, 5, 5, 5, 5, 5),
        pupils=1350,
        own=64,
        support=5,
        outsiders={
            AdultKind.GROUP_TEACHER: 4,
            AdultKind.RETIREE: 3,
            AdultKind.SPORTS_COACH: 2,
            AdultKind.ARTS_SCIENCE_WORKER: 1,
            AdultKind.ARTISAN: 1,
            AdultKind.HERITAGE_BEARER: 1,
            AdultKind.VOLUNTEER: 2,
            AdultKind.VENDOR_INSTRUCTOR: 2,
        },
        clubs=30,
        venues=1,
        rooms={
            "gym": 1,
            "playground": 2,
            "music_room": 1,
            "art_room": 1,
            "lab": 1,
            "computer_room": 1,
            "reading_room": 1,
            "dance_room": 1,
            "": 3,
        },
        windows=CITY_WINDOWS,
        periods=CITY_PERIODS,
        short_days={},
    ),
    "L": Shape(
        title_zh="市区大校（48 班）",
        title_en="large city primary school (48 classes)",
        classes=(8, 8, 8, 8, 8, 8),
        pupils=2264,
        own=108,
        support=7,
        outsiders={
            AdultKind.GROUP_TEACHER: 6,
            AdultKind.RETIREE: 5,
            AdultKind.SPORTS_COACH: 4,
            AdultKind.ARTS_SCIENCE_WORKER: 2,
            AdultKind.ARTISAN: 2,
            AdultKind.HERITAGE_BEARER: 1,
            AdultKind.VOLUNTEER: 2,
            AdultKind.VENDOR_INSTRUCTOR: 4,
        },
        clubs=45,
        venues=2,
        rooms={
            "gym": 1,
            "playground": 3,
            "music_room": 2,
            "art_room": 2,
            "lab": 2,
            "computer_room": 2,
            "reading_room": 1,
            "dance_room": 1,
            "": 4,
        },
        windows=CITY_WINDOWS,
        periods=CITY_PERIODS,
        short_days={},
        young_cap=48,
        patrols=2,
        gates=2,
    ),
}
