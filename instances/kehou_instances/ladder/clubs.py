"""The clubs on offer, and how popular each of them is."""

from collections.abc import Mapping, Sequence

from kehou_instances.ladder.catalogue import OFFERS, VENUE_OFFERS, Offer
from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.frame import MAIN
from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.shape import Shape
from kehou_solver.domain import Club

# Dealt round-robin, so that every grade finds clubs of its own.
BANDS = ((1, 6), (1, 3), (3, 6), (1, 2), (4, 6), (2, 4), (5, 6), (1, 6), (3, 4), (2, 6))
FEW_BANDS = ((1, 6), (1, 6), (1, 3), (3, 6))
JUNIOR_BANDS = ((7, 9), (7, 8), (7, 9), (8, 9), (7, 9), (7, 7))
JUNIOR_FIRST = 7

TOP = 0.2
"""Share of the clubs that are in fashion."""
TOP_DRAWS = 0.5
"""Share of the first wishes that those clubs draw."""


def offered(shape: Shape, draws: Draws) -> list[Offer]:
    """Choose from the catalogue what the school has rooms for."""
    possible = [o for o in OFFERS if not o.feature or o.feature in shape.rooms]
    count = shape.clubs - shape.venues
    # What allotted instructors come for is on offer.
    wanted = {skill for visitor in shape.visitors for skill in visitor.skills}
    first = [offer for offer in possible if offer.id in wanted][:count]
    others = [offer for offer in possible if offer not in first]
    return first + draws.sample(others, count - len(first))


def grade_bands(shape: Shape) -> list[tuple[int, int]]:
    """Return the bands of the school's clubs, within the grades it has."""
    if shape.first_grade >= JUNIOR_FIRST:
        return list(JUNIOR_BANDS)
    bands = FEW_BANDS if shape.clubs <= len(FEW_BANDS) else BANDS
    return [within(band, shape) for band in bands]


def within(band: tuple[int, int], shape: Shape) -> tuple[int, int]:
    """Cut a band to the grades of the school; all of them if it has none of these."""
    first, last = max(band[0], shape.grades[0]), min(band[1], shape.grades[1])
    return (first, last) if first <= last else shape.grades


def club(
    offer: Offer,
    band: tuple[int, int],
    venue: str | None,
    shape: Shape,
    knobs: Knobs,
    draws: Draws,
) -> Club:
    """Draw seats, minimum, meetings and adults of one club."""
    seats = max(1, round(draws.whole(*shape.club_seats) * knobs.seats))
    opens = min(draws.whole(*shape.club_opens), seats)
    outdoors = offer.feature == "playground" and seats > 30
    if venue is not None:
        # 15 children to an escort (the venue's ratio): two adults take 30.
        seats = min(seats, 30)
    # Only a school with slots on most weekdays has clubs that meet twice a week.
    twice = len(shape.windows) > 3 and venue is None and draws.chance(0.15)
    return Club(
        id=offer.id,
        school=MAIN,
        name=offer.name,
        category=offer.category,
        from_grade=band[0],
        to_grade=band[1],
        seats=seats,
        min_enrolment=opens,
        meetings_per_week=2 if twice else 1,
        parallel_groups=draws.whole(1, 3) if shape.clubs > 10 else draws.whole(1, 2),
        room_features=(offer.feature,) if offer.feature else (),
        qualifications=() if draws.chance(0.1) else (offer.id,),
        adults_per_group=2 if outdoors or venue is not None else 1,
        venue=venue,
    )


def clubs(shape: Shape, knobs: Knobs, draws: Draws) -> tuple[Club, ...]:
    """Draw the clubs of the school, in the order of the catalogue's ids."""
    if not shape.clubs:
        return ()
    bands = grade_bands(shape)
    made = [
        club(offer, bands[i % len(bands)], None, shape, knobs, draws)
        for i, offer in enumerate(offered(shape, draws))
    ]
    for number, offer in enumerate(VENUE_OFFERS[: shape.venues], start=1):
        band = within((3, 6), shape)
        made.append(club(offer, band, f"venue-{number}", shape, knobs, draws))
    return tuple(sorted(made, key=lambda c: c.id))


def first_wishes(
    chosen: Sequence[Club], weights: Sequence[float], pupils: Mapping[int, int]
) -> list[float]:
    """Return how many first wishes each club can expect (children).

    Args:
        chosen: the clubs.
        weights: popularity of each.
        pupils: children with wishes in each grade.
    """
    expected = [0.0] * len(chosen)
    for grade, children in sorted(pupils.items()):
        open_to = [
            i for i, c in enumerate(chosen) if c.from_grade <= grade <= c.to_grade
        ]
        total = sum(weights[i] for i in open_to)
        for i in open_to:
            expected[i] += children * weights[i] / total
    return expected


def popularity(
    chosen: Sequence[Club], pupils: Mapping[int, int], draws: Draws
) -> dict[str, float]:
    """Rank the clubs at random and weigh them by Zipf's law.

    weight = rank ** -s, with s such that the top fifth of the clubs can expect half of
    all first wishes, whatever the grade bands do.
    """
    ranks = draws.shuffled(range(1, len(chosen) + 1))
    top = max(1, round(TOP * len(chosen)))

    def weights(s: float) -> list[float]:
        return [float(rank) ** -s for rank in ranks]

    low, high = 0.0, 3.0
    for _ in range(40):
        middle = (low + high) / 2
        expected = sorted(first_wishes(chosen, weights(middle), pupils), reverse=True)
        if sum(expected[:top]) < TOP_DRAWS * sum(expected):
            low = middle
        else:
            high = middle
    return dict(zip((c.id for c in chosen), weights(high), strict=True))
