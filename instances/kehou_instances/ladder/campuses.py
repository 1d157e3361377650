"""Make a group of campuses out of schools that were generated one by one."""

from collections.abc import Sequence
from dataclasses import replace

from kehou_instances.ladder import frame
from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.joining import one_timetable, share_and_lend, side_by_side
from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.lending import homes, kept_skills
from kehou_instances.ladder.planted import Planted
from kehou_instances.ladder.renaming import renamed
from kehou_instances.ladder.schools import plant_school
from kehou_instances.ladder.shape import Shape
from kehou_solver.domain import (
    Instance,
    Money,
    School,
    Travel,
    Vendor,
)

SUBSIDY_FEN = 200_000
"""What a weak campus gets a week (LZ-403); it never pays for labour."""


def plant_group(
    rung: str, seed: int, shapes: Sequence[Shape], knobs: Knobs, entropy: Sequence[int]
) -> Planted:
    """Plant every campus on its own, then share and lend people between them.

    Args:
        rung: what id and notes call it.
        seed: said there too; the draws have it already.
        shapes: the campuses; the weak ones come last.
        knobs: heads are those of one campus; group teachers those of a weak one.
        entropy: seeds the streams, one for each campus and one for the group.
    """
    draws = Draws(*entropy, len(shapes))
    codes = [f"c{number}" for number in range(1, len(shapes) + 1)]
    weak = [code for code, shape in zip(codes, shapes, strict=True) if shape.weak]
    strong = [code for code in codes if code not in weak]
    campuses: list[Planted] = []
    kept: dict[str, frozenset[str]] = {}
    lent = 0
    for number, (code, shape) in enumerate(zip(codes, shapes, strict=True)):
        own = knobs if shape.weak else replace(knobs, group_teachers=0)
        alone = plant_school(code, seed, shape, own, Draws(*entropy, number))
        home_of = homes(alone, strong, lent)
        lent += len(home_of)
        kept[code] = kept_skills(alone) if shape.weak else frozenset()
        campuses.append(renamed(alone, code, home_of))
    together = _together(rung, seed, campuses, weak, draws)
    return share_and_lend(together, weak, kept, knobs.scarcity, draws)


def _together(
    rung: str,
    seed: int,
    campuses: Sequence[Planted],
    weak: Sequence[str],
    draws: Draws,
) -> Planted:
    """Put the campuses side by side, with the ways between them."""
    parts = [campus.instance for campus in campuses]
    schools = [
        _campus(school, number, school.id in weak)
        for number, part in enumerate(parts, start=1)
        for school in part.schools
    ]
    pupils = sum(len(part.pupils) for part in parts)
    classes = sum(len(part.classes) for part in parts)
    instance = Instance(
        format="kehou-instance/1",
        id=f"ladder-{rung}-{seed}",
        title=f"集团校（{len(parts)} 个校区、{classes} 班、名单内学生 {pupils} 人） / "
        f"group of {len(parts)} campuses ({classes} classes, {pupils} listed pupils)",
        zone=parts[0].zone,
        week_of=parts[0].week_of,
        rulebooks=parts[0].rulebooks,
        districts=parts[0].districts,
        schools=tuple(schools),
        **side_by_side(parts),
        vendors=_whitelist(parts),
        travel=_ways([school.id for school in schools], draws),
        notes=(
            f"合成数据（{rung}，种子 {seed}），不涉及任何真实的学校或个人。",
            f"Synthetic data ({rung}, seed {seed}); no real school or person is meant.",
        ),
    )
    return Planted(instance=instance, timetable=one_timetable(campuses))


def _campus(school: School, number: int, weak: bool) -> School:
    money = Money(
        weeks_per_month=school.money.weeks_per_month,
        subsidy_week_fen=SUBSIDY_FEN if weak else 0,
    )
    return school.model_copy(
        update={
            "name": f"示例教育集团 {number} 校区",
            "group": frame.GROUP,
            "weak": weak,
            "money": money,
        }
    )


def _ways(schools: Sequence[str], draws: Draws) -> tuple[Travel, ...]:
    """Draw the minutes between all campuses, never more than the travel buffer."""
    return tuple(
        Travel(school=one, other=other, minutes=5 * draws.whole(2, 6))
        for i, one in enumerate(schools)
        for other in schools[i + 1 :]
    )


def _whitelist(parts: Sequence[Instance]) -> tuple[Vendor, ...]:
    """Return one list of vendors, each admitted for its clubs on every campus."""
    listed: dict[str, Vendor] = {}
    for part in parts:
        for vendor in part.vendors:
            known = listed.get(vendor.id)
            clubs = (*known.clubs, *vendor.clubs) if known else vendor.clubs
            listed[vendor.id] = vendor.model_copy(update={"clubs": clubs})
    return tuple(listed[vendor] for vendor in sorted(listed))
