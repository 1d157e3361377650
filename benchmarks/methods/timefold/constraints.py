"""The rules and goals as constraint streams; one soft level per goal, in our order."""

from timefold.solver.score import (
    BendableScore,
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    Joiners,
    constraint_provider,
)

from benchmarks.methods.timefold.entities import Care, Duty, Helper, Place, Seat

SOFT = 15
UNDERFILLED, KINDS, COST, LOADS, HOMEROOM, TAUGHT = 6, (7, 8, 9), 10, 11, 12, 13
OPEN = 14
"""Groups open before children sit in them: an empty one costs nothing and is not used.
Without this push no group would ever open, and no child could sit down."""

HARD = BendableScore.of_hard(1, SOFT, 0, 1)


def soft(level: int) -> BendableScore:
    """Return one point of a soft level."""
    return BendableScore.of_soft(1, SOFT, level, 1)


@constraint_provider  # type: ignore[untyped-decorator]
def constraints(factory: ConstraintFactory) -> list[Constraint]:
    """Return all constraints."""
    return [
        *_clashes(factory),
        *_limits(factory),
        *_clubs(factory),
        *_goals(factory),
    ]


def _clashes(factory: ConstraintFactory) -> list[Constraint]:
    """Nobody is in two places: adults, rooms, children."""
    return [
        factory.for_each_unique_pair(
            Care, Joiners.equal(lambda c: c.lead), Joiners.equal(lambda c: c.bit)
        )
        .penalize(HARD)
        .as_constraint("care and care"),
        factory.for_each(Care)
        .join(Duty, Joiners.equal(lambda c: c.lead, lambda d: d.adult))
        .filter(lambda c, d: c.bit & d.mask != 0)
        .penalize(HARD)
        .as_constraint("care and duty"),
        factory.for_each(Care)
        .join(Place, Joiners.equal(lambda c: c.lead, lambda p: p.option.lead))
        .filter(lambda c, p: c.bit & p.option.occupied != 0)
        .penalize(HARD)
        .as_constraint("care and club"),
        factory.for_each(Care)
        .join(Helper, Joiners.equal(lambda c: c.lead, lambda h: h.adult))
        .join(Place, Joiners.equal(lambda c, h: h.place, lambda p: p.id))
        .filter(lambda c, h, p: c.bit & p.option.occupied != 0)
        .penalize(HARD)
        .as_constraint("care and helper"),
        factory.for_each_unique_pair(
            Duty, Joiners.equal(lambda d: d.adult), Joiners.equal(lambda d: d.day)
        )
        .filter(lambda a, b: a.start < b.end and b.start < a.end)
        .penalize(HARD)
        .as_constraint("duty and duty"),
        factory.for_each(Duty)
        .join(Place, Joiners.equal(lambda d: d.adult, lambda p: p.option.lead))
        .filter(lambda d, p: d.mask & p.option.occupied != 0)
        .penalize(HARD)
        .as_constraint("duty and club"),
        factory.for_each(Duty)
        .join(Helper, Joiners.equal(lambda d: d.adult, lambda h: h.adult))
        .join(Place, Joiners.equal(lambda d, h: h.place, lambda p: p.id))
        .filter(lambda d, h, p: d.mask & p.option.occupied != 0)
        .penalize(HARD)
        .as_constraint("duty and helper"),
        factory.for_each_unique_pair(Place, Joiners.equal(lambda p: p.option.lead))
        .filter(lambda a, b: a.option.occupied & b.option.occupied != 0)
        .penalize(HARD)
        .as_constraint("club and club"),
        factory.for_each_unique_pair(Place, Joiners.equal(lambda p: p.option.room))
        .filter(lambda a, b: a.option.mask & b.option.mask != 0)
        .penalize(HARD)
        .as_constraint("room"),
        factory.for_each(Helper)
        .join(Place, Joiners.equal(lambda h: h.place, lambda p: p.id))
        .join(Place, Joiners.equal(lambda h, p: h.adult, lambda q: q.option.lead))
        .filter(lambda h, p, q: p.option.occupied & q.option.occupied != 0)
        .penalize(HARD)
        .as_constraint("helper and club"),
        factory.for_each(Helper)
        .join(Place, Joiners.equal(lambda h: h.place, lambda p: p.id))
        .filter(lambda h, p: p.option.mask & ~h.adult.may_help != 0)
        .penalize(HARD)
        .as_constraint("helper is not free"),
        factory.for_each(Seat)
        .join(Place, Joiners.equal(lambda s: s.wish.place, lambda p: p.id))
        .filter(lambda s, p: p.option.occupied & ~s.allowed != 0)
        .penalize(HARD)
        .as_constraint("child cannot come"),
        factory.for_each(Seat)
        .join(Seat, Joiners.equal(lambda s: s.pupil), Joiners.less_than(lambda s: s.id))
        .filter(lambda a, b: a.wish.club == b.wish.club)
        .penalize(HARD)
        .as_constraint("twice in a club"),
        factory.for_each(Seat)
        .join(Seat, Joiners.equal(lambda s: s.pupil), Joiners.less_than(lambda s: s.id))
        .join(Place, Joiners.equal(lambda a, b: a.wish.place, lambda p: p.id))
        .join(Place, Joiners.equal(lambda a, b, p: b.wish.place, lambda q: q.id))
        .filter(
            lambda a, b, p, q: (
                p.option.occupied & q.option.occupied != 0
                or (a.one_a_day and p.option.days & q.option.days != 0)
            )
        )
        .penalize(HARD)
        .as_constraint("child in two clubs"),
    ]


def _limits(factory: ConstraintFactory) -> list[Constraint]:
    """Lessons and afternoons of the week."""
    care = factory.for_each(Care).map(lambda c: c.lead, lambda c: 1)
    lead = factory.for_each(Place).map(
        lambda p: p.option.lead, lambda p: p.option.lessons
    )
    helped = factory.for_each(Helper).join(
        Place, Joiners.equal(lambda h: h.place, lambda p: p.id)
    )
    helper = helped.map(lambda h, p: h.adult, lambda h, p: p.option.lessons)
    lessons = care.concat(lead).concat(helper)
    loads = lessons.group_by(
        lambda who, n: who, ConstraintCollectors.sum(lambda who, n: n)
    )
    care_days = factory.for_each(Care).map(lambda c: c.lead, lambda c: c.day)
    duty_days = factory.for_each(Duty).map(lambda d: d.adult, lambda d: d.day)
    # Days are bits. A group that meets on two days counts as one other day here;
    # mending sees to the rest.
    lead_days = factory.for_each(Place).map(
        lambda p: p.option.lead, lambda p: p.option.days
    )
    help_days = helped.map(lambda h, p: h.adult, lambda h, p: p.option.days)
    days = care_days.concat(duty_days).concat(lead_days).concat(help_days)
    return [
        loads.filter(lambda who, n: n > who.most_lessons)
        .penalize(HARD, lambda who, n: n - who.most_lessons)
        .as_constraint("lessons a week"),
        days.group_by(
            lambda who, day: who, ConstraintCollectors.count_distinct(lambda who, d: d)
        )
        .filter(lambda who, n: n > who.most_days)
        .penalize(HARD, lambda who, n: n - who.most_days)
        .as_constraint("afternoons a week"),
        loads.filter(lambda who, n: who.shares)
        .penalize(soft(LOADS), lambda who, n: n * n + 2 * n * who.past)
        .as_constraint("load squares"),
    ]


def _clubs(factory: ConstraintFactory) -> list[Constraint]:
    """Sizes of groups, and who must be there."""
    sizes = (
        factory.for_each(Seat)
        .join(Place, Joiners.equal(lambda s: s.wish.place, lambda p: p.id))
        .group_by(lambda s, p: p, ConstraintCollectors.count_bi())
    )
    return [
        sizes.filter(lambda p, n: n > p.option.seats)
        .penalize(HARD, lambda p, n: n - p.option.seats)
        .as_constraint("too many children"),
        sizes.filter(lambda p, n: n < p.opens_with)
        .penalize(soft(UNDERFILLED), lambda p, n: p.opens_with - n)
        .as_constraint("too few children"),
        # A seat in a group that does not open is none.
        factory.for_each(Seat)
        .if_not_exists(Place, Joiners.equal(lambda s: s.wish.place, lambda p: p.id))
        .penalize(HARD)
        .as_constraint("seat in a closed group"),
        factory.for_each(Place)
        .filter(lambda p: p.option.helpers > 0)
        .if_not_exists(
            Helper,
            Joiners.equal(lambda p: p.id, lambda h: h.place),
            Joiners.filtering(lambda p, h: h.rank == p.option.helpers - 1),
        )
        .penalize(soft(UNDERFILLED), lambda p: 10)
        .as_constraint("helper is missing"),
    ]


def _goals(factory: ConstraintFactory) -> list[Constraint]:
    """Goals that are sought in the search; see the page for those that are not."""
    found: list[Constraint] = []
    for tier in (1, 2, 3):
        seats = factory.for_each(Seat).filter(_of_tier(tier))
        found += [
            seats.group_by(lambda s: s.pupil)
            .reward(soft(2 * tier - 2))
            .as_constraint(f"wishes met {tier}"),
            seats.reward(soft(2 * tier - 1), lambda s: s.wish.points).as_constraint(
                f"wish ranks {tier}"
            ),
        ]
    for kind, level in ((3, KINDS[0]), (2, KINDS[1]), (1, KINDS[2])):
        found.append(
            factory.for_each(Place)
            .filter(_led_by(kind))
            .if_exists(Seat, Joiners.equal(lambda p: p.id, lambda s: s.wish.place))
            .penalize(soft(level), lambda p: p.option.lessons)
            .as_constraint(f"lessons of kind {kind}")
        )
    found += [
        factory.for_each(Place).reward(soft(OPEN)).as_constraint("open groups"),
        factory.for_each(Place)
        .if_exists(Seat, Joiners.equal(lambda p: p.id, lambda s: s.wish.place))
        .penalize(soft(COST), lambda p: p.option.pay)
        .as_constraint("cost of clubs"),
        factory.for_each(Care)
        .filter(lambda c: c.lead.id == c.homeroom)
        .reward(soft(HOMEROOM))
        .as_constraint("homeroom care"),
        factory.for_each(Care)
        .filter(lambda c: c.lead.id in c.taught_by)
        .reward(soft(TAUGHT))
        .as_constraint("taught care"),
    ]
    return found


def _of_tier(tier: int):  # type: ignore[no-untyped-def]
    if tier == 1:
        return lambda s: s.tier == 1
    return (lambda s: s.tier == 2) if tier == 2 else (lambda s: s.tier == 3)


def _led_by(kind: int):  # type: ignore[no-untyped-def]
    if kind == 3:
        return lambda p: p.option.lead.kind == 3
    if kind == 2:
        return lambda p: p.option.lead.kind == 2
    return lambda p: p.option.lead.kind == 1
