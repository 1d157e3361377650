"""Adults: where they belong, what they teach, their duties, papers and terms."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from kehou_solver.domain.adult import SCHOOL_KINDS, Adult, AdultKind
from kehou_solver.domain.validity.calendar import span_problem
from kehou_solver.domain.validity.draft import Draft
from kehou_solver.domain.validity.show import shown
from kehou_solver.errors import Problem


def adult_problems(draft: Draft) -> Iterator[Problem]:
    """Judge each adult."""
    for where, adult in draft.placed("adults", draft.instance.adults):
        yield from _references(draft, where, adult)
        yield from _belonging(where, adult)
        yield from _vendor(where, adult)
        for position, duty in enumerate(adult.duties):
            yield from span_problem(f"{where}/duties/{position}", duty.start, duty.end)
        for position, paper in enumerate(adult.papers):
            here = f"{where}/papers/{position}"
            yield from days_problem(here, paper.valid_from, paper.valid_until)
        for position, skill in enumerate(adult.qualifications):
            here = f"{where}/qualifications/{position}"
            yield from days_problem(here, skill.valid_from, skill.valid_until)
        for club, times in Counter(term.club for term in adult.terms).items():
            if times > 1:
                yield Problem(
                    f"{where}/terms",
                    shown(club),
                    "同一社团（null = 作业辅导）的报酬写了两次；请只留一次",
                    "two terms for one club (null = homework care); keep one",
                )


def days_problem(where: str, first: date, last: date) -> Iterator[Problem]:
    """Report days of validity that end before they begin."""
    if first > last:
        yield Problem(
            where,
            f"{first} – {last}",
            "有效期的结束不能早于开始；请核对两个日期",
            "validity may not end before it begins; check both dates",
        )


def _references(draft: Draft, where: str, adult: Adult) -> Iterator[Problem]:
    yield from draft.refer("schools", adult.home, f"{where}/home")
    yield from draft.refer("schools", adult.serves, f"{where}/serves")
    yield from draft.refer("vendors", adult.vendor, f"{where}/vendor")
    yield from draft.refer("clubs", adult.clubs, f"{where}/clubs")
    yield from draft.refer("slots", adult.free, f"{where}/free")
    for position, teaching in enumerate(adult.teaches):
        here = f"{where}/teaches/{position}/class_id"
        yield from draft.refer("classes", teaching.class_id, here)
    for position, duty in enumerate(adult.duties):
        here = f"{where}/duties/{position}/school"
        yield from draft.refer("schools", duty.school, here)
    for position, term in enumerate(adult.terms):
        yield from draft.refer("clubs", term.club, f"{where}/terms/{position}/club")


def _belonging(where: str, adult: Adult) -> Iterator[Problem]:
    """Limits come from the home school, else from the first school served."""
    if adult.kind in SCHOOL_KINDS:
        if adult.home is None:
            yield Problem(
                f"{where}/home",
                "—",
                "在编教职工须写明所在学校；请补上",
                "people employed by a school need their home school; add it",
                "LZ-313",
            )
        return
    if adult.home is not None:
        yield Problem(
            f"{where}/home",
            shown(adult.home),
            "校外人员没有所在学校；请删去，并在 serves 中写明服务的学校",
            "outsiders have no home school; drop it and list the schools in serves",
            "LZ-317",
        )
    elif not adult.serves:
        yield Problem(
            f"{where}/serves",
            "[]",
            "校外人员至少要写一所服务的学校，否则不知适用哪所学校的限额；请补上",
            "an outsider needs a school to serve, whose limits then apply; add one",
            "LZ-317",
        )


def _vendor(where: str, adult: Adult) -> Iterator[Problem]:
    if adult.kind is AdultKind.VENDOR_INSTRUCTOR:
        if adult.vendor is None:
            yield Problem(
                f"{where}/vendor",
                "—",
                "机构教师须写明由哪家机构派出；学校不得自行引入",
                "a vendor instructor needs the vendor that sends him or her; a school "
                "may not bring in its own",
                "LZ-322",
            )
    elif adult.vendor is not None:
        yield Problem(
            f"{where}/vendor",
            shown(adult.vendor),
            "只有机构教师由机构派出；请删去，或把 kind 改为 vendor_instructor",
            "only vendor instructors are sent by a vendor; drop it, or set kind to "
            "vendor_instructor",
            "LZ-319",
        )
