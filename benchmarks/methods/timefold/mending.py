"""Close clubs until the judge is content: what the constraints do not say is mended.

Care is never touched. A club group goes if a finding names it, its child or one of
its adults; for a finding about a school, the last group led by an outsider goes.
"""

from collections import Counter
from collections.abc import Sequence

from kehou_solver.checks import audit, broken
from kehou_solver.checks.finding import Finding
from kehou_solver.domain.adult import SCHOOL_KINDS
from kehou_solver.domain.base import Id
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

ROUNDS = 30


def mended(
    instance: Instance, policy: Policy, timetable: Timetable
) -> Timetable | Finding:
    """Return a lawful timetable with fewer clubs, or what closing clubs cannot mend."""
    for _ in range(ROUNDS):
        wrong = broken(audit(instance, timetable, policy))
        if not wrong:
            return timetable
        out = _blamed(instance, timetable, wrong)
        out |= _too_small(instance, timetable, out)
        if not out:
            return wrong[0]
        timetable = _without(timetable, out)
    return wrong[0]


def _blamed(
    instance: Instance, timetable: Timetable, wrong: Sequence[Finding]
) -> set[Id]:
    clubs = [group.id for group in timetable.groups if group.kind == "club"]
    outsiders = {a.id for a in instance.adults if a.kind not in SCHOOL_KINDS}
    out: set[Id] = set()
    for finding in wrong:
        kind, _, name = finding.about.partition(":")
        match kind:
            case "group":
                out |= {name} & {*clubs}
            case "adult":
                mine = [s.group for s in timetable.staff if s.adult == name]
                out |= {group for group in mine if group in clubs}
            case "pupil":
                out |= {s.group for s in timetable.seats if s.pupil == name}
            case _:
                led = [s.group for s in timetable.staff if s.adult in outsiders]
                out |= set(sorted(g for g in led if g in clubs)[-1:])
    # One at a time: closing one may content the judge about the others.
    return set(sorted(out)[:1])


def _too_small(instance: Instance, timetable: Timetable, out: set[Id]) -> set[Id]:
    least = {club.id: club.min_enrolment for club in instance.clubs}
    sizes = Counter(seat.group for seat in timetable.seats)
    return {
        group.id
        for group in timetable.groups
        if group.club and group.id not in out and sizes[group.id] < least[group.club]
    }


def _without(timetable: Timetable, out: set[Id]) -> Timetable:
    return timetable.model_copy(
        update={
            "groups": tuple(g for g in timetable.groups if g.id not in out),
            "staff": tuple(s for s in timetable.staff if s.group not in out),
            "seats": tuple(s for s in timetable.seats if s.group not in out),
        }
    )
