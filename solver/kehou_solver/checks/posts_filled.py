"""Judge of: every duty post has exactly the adults it needs."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.words import ROLES
from kehou_solver.domain.base import WEEKDAY_NAMES, Id, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import DutyRole
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("值班岗位到位", "Posts are filled")

Where = tuple[Id, int, DutyRole]


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report posts with too few or too many adults, unneeded or taken twice."""
    taken: dict[Where, Counter[Id]] = defaultdict(Counter)
    for post in timetable.posts:
        taken[post.school, post.weekday, post.role][post.adult] += 1
    needed: set[Where] = set()
    for school in instance.schools:
        for need in school.posts:
            where = (school.id, need.weekday, need.role)
            needed.add(where)
            adults = len(taken[where])
            if adults != need.adults:
                yield _finding(
                    where,
                    Text(
                        f"有 {adults} 人，应恰好 {need.adults} 人",
                        f"{adults} adults; exactly {need.adults} needed",
                    ),
                )
    for where, adults_there in sorted(taken.items()):
        if adults_there and where not in needed:
            yield _finding(where, Text("没有这一岗位的需求", "nobody needs this post"))
        for adult, times in sorted(adults_there.items()):
            if times > 1:
                yield _finding(
                    where,
                    Text(
                        f"{adult} 被安排 {times} 次，至多 1 次",
                        f"{adult} is there {times} times; once at most",
                    ),
                )


def _finding(where: Where, fault: Text) -> Finding:
    school, weekday, role = where
    day, post = WEEKDAY_NAMES[weekday], ROLES[role]
    return Finding(
        rule="posts_filled",
        about=f"school:{school}",
        zh=f"{school} {day.zh}{post.zh}：{fault.zh}",
        en=f"{school}, {post.en} on {day.en}: {fault.en}",
        school=school,
        weekday=weekday,
    )
