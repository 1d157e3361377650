"""Shapes of any size, grown from M and L: the campuses of XL and the scaled family."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from kehou_instances.ladder.shape import Shape
from kehou_instances.ladder.sizes import CITY_PERIODS, CITY_WINDOWS
from kehou_solver.domain import AdultKind

PER_CLASS = 46
"""Children in a class: between M (45) and L (47.2)."""

OWN_PER_CLASS, OWN_PER_WEAK_CLASS = 2.5, 2.3
"""Own teachers to a class; M and L have 2.1 and 2.25."""

OUTSIDERS_PER_CLASS = {
    AdultKind.RETIREE: 0.10,
    AdultKind.SPORTS_COACH: 0.08,
    AdultKind.ARTS_SCIENCE_WORKER: 0.05,
    AdultKind.ARTISAN: 0.04,
    AdultKind.HERITAGE_BEARER: 0.03,
    AdultKind.VOLUNTEER: 0.05,
    AdultKind.VENDOR_INSTRUCTOR: 0.08,
}
LENT_PER_CLASS = 0.125
"""Group teachers to a class, at schools that borrow."""

CLUBS_MOST = 48
"""The catalogue has hardly more."""

XL_CLASSES = (36, 36, 36, 30, 27, 18, 12)
XL_PUPILS = 9_000
XL_WEAK = 2


def shape_of(
    classes: int,
    pupils: int,
    *,
    adults_ratio: float = 1.0,
    weak: bool = False,
    lent: bool = True,
) -> Shape:
    """Return a city school in proportion.

    Args:
        classes: >= 6, so that every grade has one.
        pupils: children, at most 48 to a class.
        adults_ratio: factor on the adults of every kind.
        weak: a campus with fewer teachers that borrows more of them.
        lent: whether it borrows group teachers at all.
    """

    def adults(per_class: float, least: int = 0) -> int:
        return max(least, round(per_class * classes * adults_ratio))

    def rooms(classes_per_room: int, least: int = 1) -> int:
        return max(least, round(classes / classes_per_room))

    venues = (classes >= 24) + (classes >= 42)
    own = adults(OWN_PER_WEAK_CLASS if weak else OWN_PER_CLASS, classes + 1)
    lent_here = adults(LENT_PER_CLASS * (4 if weak else 1), least=2) if lent else 0
    return Shape(
        title_zh=f"市区小学（{classes} 班）",
        title_en=f"city primary school ({classes} classes)",
        classes=tuple(classes // 6 + (grade < classes % 6) for grade in range(6)),
        pupils=pupils,
        own=own,
        support=adults(0.17, least=2),
        outsiders={AdultKind.GROUP_TEACHER: lent_here}
        | {kind: adults(rate) for kind, rate in OUTSIDERS_PER_CLASS.items()},
        clubs=min(CLUBS_MOST, max(8, round(0.95 * classes))) + venues,
        venues=venues,
        rooms={
            "gym": 1,
            "playground": rooms(16),
            "music_room": rooms(24),
            "art_room": rooms(24),
            "lab": rooms(24),
            "computer_room": rooms(24),
            "reading_room": 1,
            "dance_room": 1,
            "": rooms(12, least=2),
        },
        windows=CITY_WINDOWS,
        periods=CITY_PERIODS,
        short_days={},
        young_cap=48,
        patrols=1 + (classes >= 36),
        gates=1 + (classes >= 36),
        weak=weak,
    )


def dealt(total: int, weights: Sequence[float]) -> list[int]:
    """Split a whole number by weight; the parts add up to it."""
    ends = [round(total * part / sum(weights)) for part in accumulate(weights)]
    return [after - before for before, after in pairwise([0, *ends])]


def campus_shapes(
    classes: Sequence[int], pupils: int, weak: int, *, adults_ratio: float = 1.0
) -> list[Shape]:
    """Return the campuses of a group; the last ones are weak and borrow.

    Args:
        classes: of each campus.
        pupils: of all campuses together.
        weak: how many campuses borrow teachers.
        adults_ratio: factor on the adults of every kind.
    """
    strong = len(classes) - weak
    return [
        shape_of(
            count,
            children,
            adults_ratio=adults_ratio,
            weak=number >= strong,
            lent=number >= strong,
        )
        for number, (count, children) in enumerate(
            zip(classes, dealt(pupils, classes), strict=True)
        )
    ]


def campus_classes(classes: int, campuses: int) -> list[int]:
    """Split classes over campuses of falling size, the largest 2.6 times the least."""
    weights = [1.3 - 0.8 * number / (campuses - 1) for number in range(campuses)]
    return dealt(classes, weights)
