"""What a family may read tells nothing of other children."""

import re

from kehou_solver.domain import Hardship, Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.whynot import AdultUnwanted, Question, WishNotMet
from kehou_solver.whynot.family import for_family
from tests.solver import worlds as w

CHILD = WishNotMet(pupil="p4", club="chess")


def told(
    instance: Instance, question: Question = CHILD, timetable: Timetable | None = None
) -> str:
    said = for_family(instance, timetable or w.lawful(), question, ())
    return said.zh + said.en


def crowd(*extra: str, seated: int) -> tuple[Instance, Timetable]:
    """Ten children who wish for chess; some have a seat."""
    names = [f"x{number}" for number in range(10)]
    children = tuple(w.pupil(name, "1-1", "chess") for name in (*names, *extra))
    instance = w.world(pupils=(*w.PUPILS, *children))
    seats = tuple(names[:seated])
    timetable = w.together(
        w.without(w.lawful(), "chess"),
        w.meeting("chess", "mon-2", room="hall", lead="C1", seats=seats),
    )
    return instance, timetable


def test_no_other_child_and_no_adult_is_named() -> None:
    said = told(w.world())
    others = {p.id for p in w.PUPILS} | {a.id for a in w.ADULTS}
    assert not set(re.findall(r"\w+", said)) & others
    assert "chess" in said


def test_the_line_does_not_depend_on_anybodys_hardship_or_days() -> None:
    plain = told(w.world())
    for child in w.PUPILS:
        for changes in (
            {"hardship": (Hardship.DISABLED,)},
            {"fee_waiver_percent": 100},
            {"homework": False},
        ):
            other = w.world(pupils=w.replaced(w.PUPILS, w.changed(child, **changes)))
            assert told(other) == plain


def test_counts_below_five_are_not_told() -> None:
    instance, timetable = crowd(seated=4)
    # 16 wishes known, but four seats would point at four children.
    assert not re.search(r"\d+ children", told(instance, CHILD, timetable))
    instance, timetable = crowd(seated=5)
    said = told(instance, CHILD, timetable)
    assert re.search(r"1\d children wished for it; 5 have a seat", said)


def test_tiers_and_their_words_are_not_told() -> None:
    said = told(w.world())
    for word in ("tier", "层级", "hardship", "困难"):
        assert word not in said


def test_a_question_of_no_family_has_no_line() -> None:
    assert told(w.world(), AdultUnwanted(adult="T1", slot="mon-1")) == ""
