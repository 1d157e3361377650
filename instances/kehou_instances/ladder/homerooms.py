"""The homeroom classes: how many children, and when their lessons end."""

from datetime import date

from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.frame import MAIN
from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.shape import Shape
from kehou_instances.ladder.term import CONSENT_DAYS
from kehou_solver.domain import HomeroomClass, LessonsEnd


def class_sizes(shape: Shape, draws: Draws) -> list[int]:
    """Deal the children evenly, then move some between classes."""
    count = sum(shape.classes)
    mean, extra = divmod(shape.pupils, count)
    sizes = draws.shuffled([mean + (i < extra) for i in range(count)])
    low, high = mean - shape.uneven, mean + shape.uneven
    for _ in range(3 * count * bool(shape.uneven)):
        giver, taker = draws.whole(0, count - 1), draws.whole(0, count - 1)
        if giver != taker and sizes[giver] > low and sizes[taker] < high:
            sizes[giver] -= 1
            sizes[taker] += 1
    return sizes


def lessons_end(shape: Shape, grade: int) -> tuple[LessonsEnd, ...]:
    """Return when lessons end; grades 1-2 have one lesson less on Tuesday, Thursday."""
    ends: list[LessonsEnd] = []
    for weekday in range(1, 6):
        periods = shape.short_days.get(weekday, len(shape.periods))
        if grade <= 2 and weekday in (2, 4):
            periods -= 1
        ends.append(LessonsEnd(weekday=weekday, end=shape.periods[periods - 1][1]))
    return tuple(ends)


def consent_day(draws: Draws) -> date:
    """Draw the day a consent was filed, before the week begins (LZ-404)."""
    first, last = CONSENT_DAYS
    return date.fromordinal(draws.whole(first.toordinal(), last.toordinal()))


def classes(
    shape: Shape, knobs: Knobs, homeroom: dict[str, str], draws: Draws
) -> tuple[tuple[HomeroomClass, ...], list[int]]:
    """Return the classes, and how many children of each are to be listed.

    `unlisted` counts only children whose families consented: the others are nobody's
    concern here.
    """
    share = shape.unlisted if knobs.unlisted is None else knobs.unlisted
    made: list[HomeroomClass] = []
    listed: list[int] = []
    sizes = class_sizes(shape, draws)
    for (class_id, grade), size in zip(shape.class_ids(), sizes, strict=True):
        counted = round(size * share)
        taking_part = round(counted * knobs.consent_rate)
        made.append(
            HomeroomClass(
                id=class_id,
                school=MAIN,
                grade=grade,
                homeroom_teacher=homeroom[class_id],
                room=f"room-{class_id}",
                lessons_end=lessons_end(shape, grade),
                unlisted=taking_part,
                unlisted_consent=CONSENT_DAYS[1] if taking_part else None,
            )
        )
        listed.append(size - counted)
    return tuple(made), listed
