"""Find, for every vendor lesson, a set of sessions that proves it necessary."""

from collections import defaultdict, deque
from collections.abc import Iterable

from kehou_solver.domain.base import Id, Weeks, overlap
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import instance_in, timetable_in, weeks_of
from kehou_solver.necessity.certificate import Giver, Session, VendorLesson
from kehou_solver.necessity.counting import Staffing
from kehou_solver.policy import Policy


def vendor_necessity(
    instance: Instance, timetable: Timetable, policy: Policy
) -> tuple[VendorLesson, ...]:
    """Return one entry for every vendor lesson of a lawful timetable, week by week."""
    found: list[VendorLesson] = []
    for week in weeks_of(instance, timetable):
        staffing = Staffing(
            instance_in(instance, week),
            timetable_in(instance, timetable, week),
            policy,
        )
        lessons = sorted(staffing.vendor_lessons, key=lambda one: repr(one))
        found += [_entry(staffing, week, adult, one) for adult, one in lessons]
    return tuple(found)


def _entry(
    staffing: Staffing, week: Weeks, adult: Id, session: Session
) -> VendorLesson:
    """Say of one lesson what is proved.

    An alternating path looks for somebody: an adult who could give this lesson, or
    could if another gave one of his, and so on. If there is no such path, the sessions
    met on the way compete for too few adults. The set is kept only if it counts.
    """
    lesson = VendorLesson(
        week=week,
        adult=adult,
        group=session.group,
        slot=session.slot,
        role=session.role,
        verdict="convenience",
    )
    competing = _competing(staffing, session)
    if competing is None:
        return lesson
    few = _fewest(staffing, session, competing)
    if few is None:
        return lesson
    givers = _givers(staffing, few)
    return lesson.model_copy(
        update={
            "verdict": "necessary",
            "sessions": tuple(
                sorted(few, key=lambda s: (s.slot, s.group, s.role, s.place))
            ),
            "givers": givers,
            "needed": len(few),
            "available": sum(giver.most for giver in givers),
        }
    )


def _competing(staffing: Staffing, first: Session) -> list[Session] | None:
    """Return the sessions that compete with a vendor lesson; None if one is free.

    The nearest come first.
    """
    vendors = {session for _, session in staffing.vendor_lessons}
    taken: dict[Id, list[Session]] = defaultdict(list)
    for session, name in staffing.given.items():
        if session not in vendors:
            taken[name].append(session)
    met = [first]
    seen, queue = {first}, deque([first])
    while queue:
        session = queue.popleft()
        for adult in staffing.others:
            if not staffing.can_give(adult, session):
                continue
            in_the_way = _in_the_way(staffing, session, taken[adult.id])
            if not in_the_way:
                lessons, afternoons = staffing.caps(adult)
                days = {staffing.span(s)[0] for s in taken[adult.id]}
                day = staffing.span(session)[0]
                if len(taken[adult.id]) < lessons and (
                    day in days or len(days) < afternoons
                ):
                    return None
                in_the_way = taken[adult.id]
            for other in in_the_way:
                if other not in seen:
                    seen.add(other)
                    met.append(other)
                    queue.append(other)
    return met


def _in_the_way(
    staffing: Staffing, session: Session, taken: Iterable[Session]
) -> list[Session]:
    day, start, end = staffing.span(session)
    found = []
    for other in taken:
        other_day, other_start, other_end = staffing.span(other)
        if day == other_day and overlap(start, end, other_start, other_end):
            found.append(other)
    return found


def _fewest(
    staffing: Staffing, first: Session, competing: list[Session]
) -> list[Session] | None:
    """Leave out sessions as long as the rest still proves it; None if nothing does."""
    same_slot = [s for s in competing if s.slot == first.slot]
    for kept in (same_slot, competing):
        if not _proves(staffing, kept):
            continue
        for session in reversed(kept[1:]):
            fewer = [one for one in kept if one != session]
            if _proves(staffing, fewer):
                kept = fewer
        return kept
    return None


def _proves(staffing: Staffing, sessions: list[Session]) -> bool:
    available = 0
    for adult in staffing.others:
        available += staffing.most(adult, sessions)
        if available >= len(sessions):
            return False
    return True


def _givers(staffing: Staffing, sessions: list[Session]) -> tuple[Giver, ...]:
    counted = [(adult.id, staffing.most(adult, sessions)) for adult in staffing.others]
    return tuple(Giver(adult=name, most=most) for name, most in counted if most)
