"""The children: consent, afternoons asked for, hardship, wishes."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kehou_instances.ladder.clubs import popularity
from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.frame import MAIN
from kehou_instances.ladder.homerooms import consent_day
from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.shape import Shape
from kehou_solver.domain import Club, Hardship, HomeroomClass, Pupil, Slot


def hardship_rates(shape: Shape, draws: Draws) -> dict[Hardship, float]:
    """Draw one school's rates of the categories (domain notes, 4.3)."""
    town = shape.township
    return {
        Hardship.DISABLED: 0.008,
        Hardship.MIGRANT: 0.02 if town else 0.15 + 0.20 * draws.share(),
        Hardship.LEFT_BEHIND: 0.10 + 0.30 * draws.share() if town else 0.02,
        Hardship.LOW_INCOME: 0.05 + 0.15 * draws.share(),
        Hardship.OTHER: 0.02,
    }


def hardship(
    rates: dict[Hardship, float], rate: float, draws: Draws
) -> tuple[Hardship, ...]:
    """Draw the categories of one child; at least one with probability `rate`.

    The school's rates decide which, so the mix of categories stays when the rate is
    turned up or down.
    """
    if not draws.chance(rate):
        return ()
    kinds = list(rates)
    main = draws.ranked(kinds, list(rates.values()), 1)[0]
    return tuple(kind for kind in kinds if kind == main or draws.chance(rates[kind]))


def each_alone(rates: Mapping[Hardship, float], draws: Draws) -> tuple[Hardship, ...]:
    """Draw the categories of one child, each with its own rate."""
    return tuple(kind for kind, rate in rates.items() if draws.chance(rate))


def weekdays(offered: Sequence[int], draws: Draws) -> tuple[int, ...]:
    """Draw the afternoons asked for: mostly all of them."""
    luck = draws.share()
    if luck < 0.82:
        return tuple(offered)
    fewer = 1 if luck < 0.94 else draws.whole(2, 3)
    return tuple(sorted(draws.sample(offered, max(1, len(offered) - fewer))))


def skips(
    slots: Sequence[Slot], asked: tuple[int, ...], draws: Draws
) -> tuple[str, ...]:
    """Draw an early pick-up: the last slot of one afternoon that has more than one."""
    if not draws.chance(0.10):
        return ()
    weekday = draws.pick(asked)
    that_day = [slot.id for slot in slots if slot.weekday == weekday]
    return (that_day[-1],) if len(that_day) > 1 else ()


def wish_list(
    open_to: Sequence[Club], weights: dict[str, float], most: int, draws: Draws
) -> tuple[str, ...]:
    """Draw a ranked wish list: half of them full, one child in twenty without any."""
    luck = draws.share()
    length = most if luck < 0.5 else 0 if luck > 0.95 else draws.whole(1, max(1, most))
    length = min(length, most)
    chosen = draws.ranked(open_to, [weights[c.id] for c in open_to], length)
    return tuple(club.id for club in chosen)


def pupils(
    shape: Shape,
    knobs: Knobs,
    classes: Sequence[HomeroomClass],
    listed: Sequence[int],
    clubs: Sequence[Club],
    slots: Sequence[Slot],
    draws: Draws,
) -> tuple[Pupil, ...]:
    """Draw the listed children, class by class."""
    most = shape.wishes if knobs.wishes_per_pupil is None else knobs.wishes_per_pupil
    grades = Counter[int]()
    for cls, count in zip(classes, listed, strict=True):
        grades[cls.grade] += count
    weights = popularity(clubs, grades, draws) if clubs else {}
    rates = hardship_rates(shape, draws)
    main_slots = [slot for slot in slots if slot.school == MAIN]
    offered = sorted({slot.weekday for slot in main_slots})
    made: list[Pupil] = []
    for cls, count in zip(classes, listed, strict=True):
        open_to = [c for c in clubs if c.from_grade <= cls.grade <= c.to_grade]
        for _ in range(count):
            needs = (
                hardship(rates, knobs.hardship_rate, draws)
                if shape.hardship is None
                else each_alone(shape.hardship, draws)
            )
            consents = draws.chance(knobs.consent_rate)
            asked = weekdays(offered, draws)
            waived = 0
            if Hardship.LOW_INCOME in needs:
                waived = 100 if draws.chance(0.5) else 50
            made.append(
                Pupil(
                    id=f"p{len(made) + 1:04d}",
                    class_id=cls.id,
                    consent=consent_day(draws) if consents else None,
                    weekdays=asked,
                    skips=skips(main_slots, asked, draws),
                    hardship=needs,
                    wishes=wish_list(open_to, weights, most, draws) if consents else (),
                    clubs_per_week=2 if draws.chance(0.2) else 1,
                    homework=draws.chance(0.95),
                    fee_waiver_percent=waived,
                )
            )
    return tuple(made)
