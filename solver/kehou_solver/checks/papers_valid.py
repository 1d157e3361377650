"""Judge of: adults hold every paper the rulebook asks for, on every day they serve."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.checks.words import PAPERS, joined
from kehou_solver.domain.adult import Adult, AdultKind, PaperKind
from kehou_solver.domain.base import Text, day_of
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("证件有效", "Papers valid on the day")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report each adult and day with a paper that is missing or out of date."""
    needed: dict[AdultKind, frozenset[PaperKind]] = {}
    presence = presence_of(instance, timetable)
    for adult_id, assignments in sorted(presence.assignments.items()):
        adult = presence.roll.adults[adult_id]
        if adult.kind not in needed:
            needed[adult.kind] = policy.papers(adult.kind)
        schools = {one.weekday: one.school for one in assignments}
        for weekday, school in sorted(schools.items()):
            missing = _missing(instance, adult, weekday, needed[adult.kind])
            if missing.en:
                date = day_of(instance.week_of, weekday)
                yield Finding(
                    rule="papers_valid",
                    about=f"adult:{adult_id}",
                    zh=f"{adult_id} 在 {date} 缺少有效的：{missing.zh}",
                    en=f"{adult_id} lacks on {date} a valid {missing.en}",
                    school=school,
                    weekday=weekday,
                )


def _missing(
    instance: Instance, adult: Adult, weekday: int, needed: frozenset[PaperKind]
) -> Text:
    date = day_of(instance.week_of, weekday)
    held = {
        paper.kind
        for paper in adult.papers
        if paper.valid_from <= date <= paper.valid_until
    }
    return joined(PAPERS[kind] for kind in sorted(needed - held))
