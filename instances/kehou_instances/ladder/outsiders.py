"""Adults from outside the school, and the district's list of vendors."""

from collections.abc import Sequence
from dataclasses import replace

from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.frame import CAMPUS, DISTRICT, MAIN
from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.naming import named
from kehou_instances.ladder.papers import papers
from kehou_instances.ladder.shape import Shape, Visitor
from kehou_instances.ladder.teaching import lessons
from kehou_instances.ladder.term import SCHOOL_YEAR
from kehou_solver.domain import Adult, AdultKind, Club, Terms, Vendor

PAY_FEN = {
    AdultKind.GROUP_TEACHER: 7_000,
    AdultKind.RETIREE: 7_000,
    AdultKind.VENDOR_INSTRUCTOR: 12_000,
    AdultKind.VOLUNTEER: 0,
}
"""Pay of one lesson; 80 yuan for all other outsiders (domain notes, section 8)."""


def outsider_counts(shape: Shape, knobs: Knobs) -> dict[AdultKind, int]:
    """Return how many adults of every other kind there are, knobs before the rung."""
    counts = dict(shape.outsiders)
    for kind, asked in (
        (AdultKind.GROUP_TEACHER, knobs.group_teachers),
        (AdultKind.RETIREE, knobs.retirees),
        (AdultKind.VENDOR_INSTRUCTOR, knobs.vendors),
    ):
        if asked is not None:
            counts[kind] = asked
    return {kind: counts[kind] for kind in AdultKind if counts.get(kind)}


def outsiders(shape: Shape, knobs: Knobs, draws: Draws) -> list[Adult]:
    """Return the adults of every other kind, without skills yet."""
    made = []
    for kind, count in outsider_counts(shape, knobs).items():
        lent = kind is AdultKind.GROUP_TEACHER
        there = replace(shape, periods=shape.lent_periods or shape.periods)
        for number in range(1, count + 1):
            adult_id, name = named(kind, number)
            vendor = f"vendor-{(number + 1) // 2}"
            # Half of the outsiders are paid their way, once a week.
            travel_fen = 0 if lent else 2_000 * draws.whole(0, 1)
            made.append(
                Adult(
                    id=adult_id,
                    name=name,
                    kind=kind,
                    home=CAMPUS if lent else None,
                    serves=(MAIN, CAMPUS) if lent else (MAIN,),
                    vendor=vendor if kind is AdultKind.VENDOR_INSTRUCTOR else None,
                    papers=papers(kind),
                    duties=tuple(lessons(there, "pe", CAMPUS, draws)) if lent else (),
                    care="any" if kind is AdultKind.RETIREE else "none",
                    pay_fen_per_lesson=PAY_FEN.get(kind, 8_000),
                    fixed_fen_week=travel_fen,
                    time_bank_minutes=30 * draws.whole(-2, 10) if lent else 0,
                )
            )
    return made + [visiting(visitor) for visitor in shape.visitors]


def visiting(visitor: Visitor) -> Adult:
    """Return an allotted vendor instructor, without skills yet."""
    kind = AdultKind.VENDOR_INSTRUCTOR
    return Adult(
        id=visitor.id,
        name=visitor.name,
        kind=kind,
        serves=(MAIN,),
        vendor=visitor.vendor,
        papers=papers(kind),
        lessons_week=visitor.lessons_week,
        pay_fen_per_lesson=PAY_FEN[kind],
    )


def contract(adult: Adult, clubs: Sequence[str]) -> dict[str, object]:
    """Return what a vendor's contract fixes: the clubs, and a dearer first one."""
    if adult.kind is not AdultKind.VENDOR_INSTRUCTOR:
        return {}
    return {
        "clubs": tuple(clubs),
        "terms": (Terms(club=clubs[0], pay_fen=13_000),) if clubs else (),
    }


def vendor_list(
    adults: Sequence[Adult], clubs: Sequence[Club], draws: Draws
) -> tuple[Vendor, ...]:
    """Return the district's list: each vendor admitted for what its people can do."""
    ids = sorted({adult.vendor for adult in adults if adult.vendor is not None})
    made = []
    for vendor_id in ids:
        can = {
            q.name for a in adults if a.vendor == vendor_id for q in a.qualifications
        }
        can.update(club.id for club in draws.sample(clubs, 1))
        made.append(
            Vendor(
                id=vendor_id,
                name=f"示例机构 {vendor_id.removeprefix('vendor-')}",
                district=DISTRICT,
                listed_from=SCHOOL_YEAR[0],
                listed_until=SCHOOL_YEAR[1],
                clubs=tuple(sorted(can)),
                no_promotion_declared=True,
            )
        )
    return tuple(made)
