"""Put campuses side by side: one list of everything, one number for everybody."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Any

from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.lending import Lending
from kehou_instances.ladder.naming import named
from kehou_instances.ladder.planted import Planted
from kehou_instances.ladder.sharing import Sharing, Work, work_of
from kehou_solver.domain import Adult, AdultKind, Index, Instance, Timetable
from kehou_solver.domain.adult import SCHOOL_KINDS

JOINED = ("slots", "rooms", "classes", "pupils", "clubs", "adults")


def side_by_side(parts: Sequence[Instance]) -> dict[str, Any]:
    """Return what the campuses have, by field of the instance, one after the other."""
    return {
        name: tuple(each for part in parts for each in getattr(part, name))
        for name in JOINED
    }


def one_timetable(campuses: Sequence[Planted]) -> Timetable:
    """Return the timetables of all campuses as one."""
    plans = [campus.timetable for campus in campuses]
    return Timetable(
        groups=tuple(each for plan in plans for each in plan.groups),
        staff=tuple(each for plan in plans for each in plan.staff),
        posts=tuple(each for plan in plans for each in plan.posts),
        seats=tuple(each for plan in plans for each in plan.seats),
    )


def share_and_lend(
    together: Planted,
    weak: Sequence[str],
    kept: Mapping[str, Set[str]],
    scarcity: float,
    draws: Draws,
    known: Mapping[str, tuple[str, str]] | None = None,
) -> Planted:
    """Put people between the campuses, so that the timetables stay lawful together.

    Args:
        together: the campuses side by side.
        weak: codes of those that borrow.
        kept: skills that only lent teachers may hold, by campus.
        scarcity: share of slots in which somebody is not free.
        draws: for all of it.
        known: id and name, by old id, of adults who are somebody already.
    """
    known = known or {}
    index = Index(together.instance)
    work = all_work(together, index)
    limits = together.instance.schools[0].limits
    sharing = Sharing(work, limits, kept, draws, known)
    shared, into = sharing.share(together.instance.adults)
    lending = Lending(index, work, weak, scarcity, draws)
    adults = lending.with_cover([lending.at_home(adult) for adult in shared])
    return numbered(together, adults, into, known)


def all_work(planted: Planted, index: Index) -> dict[str, Work]:
    """Return the planted work of everybody, posts included."""
    work = work_of(planted.timetable, index.slots)
    for post in planted.timetable.posts:
        work[post.adult].days.add(post.weekday)
    return dict(work)


def numbered(
    planted: Planted,
    adults: Sequence[Adult],
    into: Mapping[str, str],
    known: Mapping[str, tuple[str, str]],
) -> Planted:
    """Number those who belong to no single campus through the whole group."""
    count = Counter[AdultKind]()
    finished: list[Adult] = []
    ids: dict[str, str] = {}
    for adult in adults:
        if adult.kind is AdultKind.GROUP_TEACHER or adult.kind not in SCHOOL_KINDS:
            if adult.id in known:
                ids[adult.id], name = known[adult.id]
            else:
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
