"""Make a group of campuses out of schools that were generated one by one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kehou_instances.ladder import frame
from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.lending import Lending, homes, kept_skills
from kehou_instances.ladder.naming import named
from kehou_instances.ladder.planted import Planted
from kehou_instances.ladder.renaming import renamed
from kehou_instances.ladder.schools import plant_school
from kehou_instances.ladder.shape import Shape
from kehou_instances.ladder.sharing import Sharing, Work, work_of
from kehou_solver.domain import (
    Adult,
    AdultKind,
    Index,
    Instance,
    Money,
    School,
    Timetable,
    Travel,
    Vendor,
)
from kehou_solver.domain.adult import SCHOOL_KINDS

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
    index = Index(together.instance)
    work = _all_work(together, index)
    limits = together.instance.schools[0].limits
    shared, into = Sharing(work, limits, kept, draws).share(together.instance.adults)
    lending = Lending(index, work, weak, knobs.scarcity, draws)
    adults = lending.with_cover([lending.at_home(adult) for adult in shared])
    return _numbered(together, adults, into)


def _together(
    rung: str,
    seed: int,
    campuses: Sequence[Planted],
    weak: Sequence[str],
    draws: Draws,
) -> Planted:
    """Put the campuses side by side, with the ways between them."""
    parts = [campus.instance for campus in campuses]
    plans = [campus.timetable for campus in campuses]
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
        slots=tuple(each for part in parts for each in part.slots),
        rooms=tuple(each for part in parts for each in part.rooms),
        classes=tuple(each for part in parts for each in part.classes),
        pupils=tuple(each for part in parts for each in part.pupils),
        clubs=tuple(each for part in parts for each in part.clubs),
        adults=tuple(each for part in parts for each in part.adults),
        vendors=_whitelist(parts),
        travel=_ways([school.id for school in schools], draws),
        notes=(
            f"合成数据（{rung}，种子 {seed}），不涉及任何真实的学校或个人。",
            f"Synthetic data ({rung}, seed {seed}); no real school or person is meant.",
        ),
    )
    timetable = Timetable(
        groups=tuple(each for plan in plans for each in plan.groups),
        staff=tuple(each for plan in plans for each in plan.staff),
        posts=tuple(each for plan in plans for each in plan.posts),
        seats=tuple(each for plan in plans for each in plan.seats),
    )
    return Planted(instance=instance, timetable=timetable)


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


def _all_work(planted: Planted, index: Index) -> dict[str, Work]:
    """Return the planted work of everybody, posts included."""
    work = work_of(planted.timetable, index.slots)
    for post in planted.timetable.posts:
        work[post.adult].days.add(post.weekday)
    return dict(work)


def _numbered(
    planted: Planted, adults: Sequence[Adult], into: dict[str, str]
) -> Planted:
    """Number those who belong to no single campus through the whole group."""
    count = Counter[AdultKind]()
    finished: list[Adult] = []
    ids: dict[str, str] = {}
    for adult in adults:
        if adult.kind is AdultKind.GROUP_TEACHER or adult.kind not in SCHOOL_KINDS:
            count[adult.kind] += 1
            ids[adult.id], name = named(adult.kind, count[adult.kind])
            update = {"id": ids[adult.id], "name": name}
            finished.append(adult.model_copy(update=update))
        else:
            finished.append(adult)
    ids |= {gone: ids[kept] for gone, kept in into.items()}
    instance = planted.instance.model_copy(update={"adults": tuple(finished)})
    staff = tuple(
        each.model_copy(update={"adult": ids.get(each.adult, each.adult)})
        for each in planted.timetable.staff
    )
    return Planted(
        instance=instance,
        timetable=planted.timetable.model_copy(update={"staff": staff}),
    )
