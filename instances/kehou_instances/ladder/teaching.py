"""The daytime: who teaches what to which class, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.shape import Shape, at
from kehou_solver.domain import Duty, Teaching

# Subjects of the teachers who are no homeroom teachers, in parts of the whole.
SHARES = (
    ("mathematics", 0.40),
    ("english", 0.16),
    ("pe", 0.12),
    ("music", 0.08),
    ("art", 0.08),
    ("science", 0.07),
    ("it", 0.04),
    ("labour", 0.05),
)
LESSONS = {"chinese": 13, "mathematics": 13, "english": 14}
"""Daytime lessons a week; 16 for all other subjects."""


@dataclass(frozen=True)
class Post:
    """What one own teacher does in the daytime; `homeroom` is his or her own class."""

    subject: str
    teaches: tuple[Teaching, ...]
    homeroom: str | None = None


def subjects(count: int, heads: Mapping[str, int] | None = None) -> list[str]:
    """Share `count` teachers out over the subjects, largest remainder first.

    Args:
        count: teachers who are no homeroom teachers.
        heads: teachers of the subjects whose number is known; None = of no subject.
    """
    if heads is not None:
        known = [name for name, number in heads.items() for _ in range(number)][:count]
        shares = [(name, part) for name, part in SHARES if name not in heads]
        rest, whole = count - len(known), sum(part for _, part in shares)
        return known + _shared(rest, [(name, part / whole) for name, part in shares])
    return _shared(count, SHARES)


def _shared(count: int, shares: Sequence[tuple[str, float]]) -> list[str]:
    exact = [(name, part * count) for name, part in shares]
    given = {name: int(part) for name, part in exact}
    by_remainder = sorted(exact, key=lambda x: int(x[1]) - x[1])
    for name, _ in by_remainder[: count - sum(given.values())]:
        given[name] += 1
    return [name for name, _ in shares for _ in range(given[name])]


def homeroom_posts(classes: Sequence[str]) -> list[Post]:
    """Return one post per class: Chinese in the own class, morals also next door."""
    made = []
    for i, class_id in enumerate(classes):
        grade = class_id.split("-")[0]
        neighbours = [c for c in classes if c.split("-")[0] == grade] or [class_id]
        other = neighbours[(neighbours.index(class_id) + 1) % len(neighbours)]
        if other == class_id:
            other = classes[(i + 1) % len(classes)]
        made.append(
            Post(
                subject="chinese",
                homeroom=class_id,
                teaches=(
                    Teaching(class_id=class_id, subject="chinese"),
                    Teaching(class_id=other, subject="morals"),
                ),
            )
        )
    return made


def subject_posts(
    classes: Sequence[str], count: int, heads: Mapping[str, int] | None = None
) -> list[Post]:
    """Return posts of 2 to 6 classes each, dealt so that neighbours share a teacher."""
    names = subjects(count, heads)
    made = []
    for subject in dict.fromkeys(names):
        teachers = names.count(subject)
        for i in range(teachers):
            first = i * len(classes) // teachers
            size = (i + 1) * len(classes) // teachers - first
            size = min(max(size, 2), 6, len(classes))
            mine = [classes[(first + k) % len(classes)] for k in range(size)]
            made.append(
                Post(
                    subject=subject,
                    teaches=tuple(Teaching(class_id=c, subject=subject) for c in mine),
                )
            )
    return made


def lessons(shape: Shape, subject: str, school: str, draws: Draws) -> list[Duty]:
    """Draw the daytime lessons of one teacher, never two at once."""
    grid = [
        (weekday, period)
        for weekday in range(1, 6)
        for period in range(shape.short_days.get(weekday, len(shape.periods)))
    ]
    count = LESSONS.get(subject, 16) + draws.whole(-2, 2)
    return [
        fixed("lesson", school, weekday, *shape.periods[period])
        for weekday, period in sorted(draws.sample(grid, count))
    ]


def boarding_duties(school: str, draws: Draws) -> list[Duty]:
    """Draw lunch rest and evening study: outside the service, but they occupy."""
    made = []
    if draws.chance(0.3):
        made.append(fixed("lunch_rest", school, draws.whole(1, 5), at(13), at(13, 50)))
    if draws.chance(0.3):
        evening = at(19, 30), at(20, 30)
        made.append(fixed("evening_study", school, draws.whole(1, 4), *evening))
    return made


def office_hours(school: str) -> list[Duty]:
    """Return the fixed hours of support staff."""
    return [
        fixed("other", school, weekday, start, end)
        for weekday in range(1, 6)
        for start, end in ((at(8, 30), at(12)), (at(14, 30), at(15, 30)))
    ]


def fixed(
    kind: Literal["lesson", "lunch_rest", "evening_study", "other"],
    school: str,
    weekday: int,
    start: int,
    end: int,
) -> Duty:
    """Return a duty of every week."""
    return Duty(kind=kind, school=school, weekday=weekday, start=start, end=end)
