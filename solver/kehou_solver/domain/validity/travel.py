"""Ways between campuses: given once, and for every way somebody may have to go."""

from collections.abc import Iterator

from kehou_solver.domain.base import Id
from kehou_solver.domain.validity.draft import Draft
from kehou_solver.domain.validity.show import shown
from kehou_solver.errors import Problem


def travel_problems(draft: Draft) -> Iterator[Problem]:
    """Judge the given ways, then look for missing ones."""
    first: dict[frozenset[Id], str] = {}
    for where, way in draft.placed("travel", draft.instance.travel):
        yield from draft.refer("schools", way.school, f"{where}/school")
        yield from draft.refer("schools", way.other, f"{where}/other")
        pair = frozenset({way.school, way.other})
        if len(pair) == 1:
            zh, en = (
                "两端应是两所学校；请改正或删去",
                "needs two schools; mend or drop it",
            )
            yield Problem(where, shown(way.school), zh, en)
        elif pair in first:
            yield Problem(
                where,
                f"{way.school} – {way.other}",
                f"{first[pair]} 已写了这段路（往返相同）；请只留一行",
                f"{first[pair]} gives this way already (the same both ways); keep one",
            )
        first.setdefault(pair, where)
    if draft.complete("travel"):
        yield from _missing(draft, set(first))


def _missing(draft: Draft, known: set[frozenset[Id]]) -> Iterator[Problem]:
    """An adult goes from home, or from a daytime duty, to a school he or she serves."""
    for where, adult in draft.placed("adults", draft.instance.adults):
        starts = {duty.school for duty in adult.duties}
        if adult.home is not None:
            starts.add(adult.home)
        for start in sorted(starts):
            for school in sorted(set(adult.serves)):
                pair = frozenset({start, school})
                if len(pair) == 2 and pair not in known:
                    # One line per way, not one per adult who may go it.
                    known.add(pair)
                    yield Problem(
                        "/travel",
                        f"{start} – {school}",
                        f"缺少两校之间的路程分钟数（{where} 需要）；请在 travel 中补上",
                        f"minutes between these schools are missing ({where} needs "
                        "them); add them to travel",
                        "LZ-316",
                    )
