"""Six impossible weeks, each answered with the clash and a way out that works."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from kehou_solver.domain import (
    AdultKind,
    Instance,
    MeetingPin,
    Money,
    StaffPin,
)
from kehou_solver.domain.answer import Impossible, Settings
from kehou_solver.solve import solve
from tests.solver import worlds as w
from tests.solver.answers import found

FAST = Settings(seconds=30, workers=1)


@dataclass(frozen=True)
class Case:
    """An impossible week, what must be named, and the week after mending it.

    Attributes:
        broken: the impossible instance.
        mended: the same with the one thing changed that should mend it.
        names: words of which at least one clash or shortage must name each.
    """

    broken: Callable[[], Instance]
    mended: Callable[[], Instance]
    names: tuple[str, ...]


def no_qualified_adult(qualified: bool = False) -> Instance:
    """Chess must meet on Monday, and nobody holds the qualification it asks for."""
    coach = w.C1 if qualified else w.changed(w.C1, qualifications=())
    pin = MeetingPin(kind="meeting", club="chess", slot="mon-2")
    return w.world(adults=w.replaced(w.ADULTS, coach), pins=(pin,))


def room_too_small(seats: int = 2) -> Instance:
    """Three children of 1-1 stay on Monday; no room holds more than two."""
    rooms = tuple(w.changed(room, seats=seats) for room in w.ROOMS)
    return w.world(rooms=rooms, pupils=_no_wishes())


def pins_that_clash(second: str = "T1") -> Instance:
    """T1 is pinned to both classes in the same slot."""
    return w.world(
        pins=(
            StaffPin(kind="staff", adult="T1", slot="mon-1", class_id="1-1"),
            StaffPin(kind="staff", adult=second, slot="mon-1", class_id="3-1"),
        ),
        schools=w.east(merge_classes=1),
    )


def expired_papers(until: date = w.MONDAY) -> Instance:
    """Every teacher's papers run out on Monday; care on Tuesday has nobody."""
    teachers = tuple(
        w.changed(t, papers=tuple(w.changed(p, valid_until=until) for p in t.papers))
        for t in (w.T1, w.T3, w.T5)
    )
    return w.world(adults=w.replaced(w.ADULTS, *teachers))


def money_too_short(ceiling: int = 2_000) -> Instance:
    """Only a paid retiree can give the care, and the ceiling pays for two lessons."""
    retiree = w.adult("R1", AdultKind.RETIREE, care="any", pay_fen_per_lesson=1000)
    other = w.adult("R2", AdultKind.RETIREE, care="any", pay_fen_per_lesson=1000)
    money = Money(weeks_per_month=4, external_ceiling_fen=ceiling)
    return w.world(
        schools=(w.changed(w.EAST, money=money),),
        adults=(retiree, other, w.C1, w.V1, w.S1),
        classes=tuple(w.changed(c, homeroom_teacher=None) for c in w.CLASSES),
        pupils=_no_wishes(),
    )


def travel_too_long(minutes: int = 400) -> Instance:
    """The only care for west comes from east, where lessons end too late to arrive."""
    return w.two_campuses(
        travel=(w.Travel(school="east", other="west", minutes=minutes),)
    )


def _no_wishes() -> tuple[w.Pupil, ...]:
    return tuple(w.changed(pupil, wishes=()) for pupil in w.PUPILS)


CASES = {
    "no qualified adult": Case(
        no_qualified_adult, lambda: no_qualified_adult(qualified=True), ("chess",)
    ),
    "room too small": Case(room_too_small, lambda: room_too_small(6), ("1-1",)),
    "pins that clash": Case(pins_that_clash, lambda: pins_that_clash("T3"), ("T1",)),
    "expired papers": Case(
        expired_papers, lambda: expired_papers(w.TERM_END), ("tue-1",)
    ),
    "money too short": Case(
        money_too_short, lambda: money_too_short(8_000), ("20.00",)
    ),
    "travel too long": Case(travel_too_long, lambda: travel_too_long(15), ("west",)),
}


@pytest.mark.parametrize("name", CASES)
def test_impossible_week_is_explained(name: str) -> None:
    outcome = solve(CASES[name].broken(), FAST)
    assert isinstance(outcome, Impossible)
    said = [*outcome.shortages, *outcome.clash, *outcome.mends]
    assert said, "an impossible week without a reason"
    for word in CASES[name].names:
        assert any(word in one.zh and word in one.en for one in said), (word, said)
    assert all(one.zh.strip() and one.en.strip() for one in said)


@pytest.mark.parametrize("name", CASES)
def test_an_impossible_week_says_what_would_mend_it(name: str) -> None:
    outcome = solve(CASES[name].broken(), FAST)
    assert isinstance(outcome, Impossible)
    assert outcome.mends


@pytest.mark.parametrize("name", CASES)
def test_the_mended_week_has_a_timetable(name: str) -> None:
    found(CASES[name].mended(), FAST)


def test_a_staffing_gap_is_counted_and_the_rest_is_planned() -> None:
    outcome = solve(expired_papers(), FAST)
    assert isinstance(outcome, Impossible)
    missing = {(gap.slot, gap.adults_missing) for gap in outcome.gaps}
    # Nobody can lead on Tuesday: both classes wait, and may be merged in pairs of
    # one band only, so each of the two slots lacks two adults or one merged group.
    assert {slot for slot, _ in missing} == {"tue-1", "tue-2"}
    assert outcome.partial is not None
    covered = {g.slots[0] for g in outcome.partial.groups if g.kind == "homework"}
    assert covered == {"mon-1", "mon-2"}
