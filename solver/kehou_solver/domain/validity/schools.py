"""Districts, schools, their limits, posts and money."""

from collections import Counter
from collections.abc import Iterator

from kehou_solver.domain.base import clock
from kehou_solver.domain.school import CareBand, School
from kehou_solver.domain.validity.calendar import span_problem
from kehou_solver.domain.validity.draft import Draft
from kehou_solver.domain.validity.show import shown
from kehou_solver.errors import Problem


def school_problems(draft: Draft) -> Iterator[Problem]:
    """Judge each district and each school by itself."""
    for where, district in draft.placed("districts", draft.instance.districts):
        for tier, times in Counter(fee.tier for fee in district.fees).items():
            if times > 1:
                yield Problem(
                    f"{where}/fees",
                    shown(str(tier)),
                    "同一层级写了两个收费标准；请只留一个",
                    "two fees for one tier; keep one",
                    "LZ-406",
                )
    for where, school in draft.placed("schools", draft.instance.schools):
        yield from draft.refer("districts", school.district, f"{where}/district")
        yield from _bands(where, school.limits.care_bands)
        yield from _limits(where, school)
        yield from _posts(where, school)


def _bands(where: str, bands: tuple[CareBand, ...]) -> Iterator[Problem]:
    for position, band in enumerate(bands):
        here = f"{where}/limits/care_bands/{position}"
        seen = f"{band.from_grade}–{band.to_grade}"
        if band.from_grade > band.to_grade:
            yield Problem(
                here,
                seen,
                "起始年级不能高于结束年级；请对调",
                "from_grade may not be above to_grade; swap them",
            )
        elif band.from_grade <= 2 < band.to_grade:
            yield Problem(
                here,
                seen,
                "一、二年级不布置书面作业，不能与三至九年级合班；请分成两段",
                "grades 1–2 have no written homework and may not be merged with 3–9; "
                "make two bands",
                "LZ-307",
            )
        for other in bands[:position]:
            if band.from_grade <= other.to_grade and other.from_grade <= band.to_grade:
                yield Problem(
                    here,
                    seen,
                    f"与 {other.from_grade}–{other.to_grade} 段重叠；一个年级只在一段",
                    f"overlaps band {other.from_grade}–{other.to_grade}; a grade "
                    "belongs to one band",
                )
                break


def _limits(where: str, school: School) -> Iterator[Problem]:
    limits = school.limits
    # Equal times say that there is no noon break.
    if limits.noon_start > limits.noon_end:
        yield Problem(
            f"{where}/limits/noon_end",
            f"{clock(limits.noon_start)}–{clock(limits.noon_end)}",
            "午休结束不能早于开始；没有午休就写成同一时间",
            "the noon break may not end before it starts; without one give equal times",
        )


def _posts(where: str, school: School) -> Iterator[Problem]:
    first: set[tuple[str, int]] = set()
    for position, post in enumerate(school.posts):
        here = f"{where}/posts/{position}"
        yield from span_problem(here, post.start, post.end)
        if (post.role, post.weekday) in first:
            yield Problem(
                here,
                shown(str(post.role)),
                "同一天同一岗位只写一行；请用 adults 写明人数",
                "one row per role and weekday; say how many adults in `adults`",
                "LZ-418",
            )
        first.add((post.role, post.weekday))
