"""Why not: every kind of question, and that what is said was looked at."""

import pytest

from kehou_instances.ladder import generate
from kehou_solver.checks import audit, broken
from kehou_solver.domain import Hardship, Instance, MeetingPin, SeatPin, StaffPin
from kehou_solver.domain.answer import Settings
from kehou_solver.domain.timetable import Timetable
from kehou_solver.errors import InvalidInstance
from kehou_solver.measures import MEASURES
from kehou_solver.policy import Policy
from kehou_solver.search.smallest import applied
from kehou_solver.whynot import (
    AdultUnwanted,
    Answer,
    MergingUnwanted,
    PinRefused,
    Question,
    RoomUnwanted,
    WishNotMet,
    why_not,
)
from kehou_solver.whynot.asked import Asked, floors, has, pinned
from tests.solver import worlds as w

SETTINGS = Settings(seconds=60, workers=1)


def ask(
    question: Question, instance: Instance, timetable: Timetable | None = None
) -> Answer:
    """Ask, and check everything that is claimed."""
    now = timetable or w.lawful()
    answer = why_not(instance, now, question, settings=SETTINGS)
    policy = Policy.of(instance)
    asked = pinned(instance, question)
    kept = Asked(question, floors(instance, policy, now, question))
    if answer.possible is not None:
        witness = answer.possible.timetable
        assert not broken(audit(asked, witness, policy))
        assert has(question, witness)
        for change in answer.possible.changes:
            measure = MEASURES[change.name].measure
            assert measure(instance, now, policy) == change.before
            assert measure(instance, witness, policy) == change.after
        assert answer.possible.keeps_tiers is kept.met(instance, policy, witness)
    for need in answer.needs:
        changed = applied(asked, need.remedies)
        assert not broken(audit(changed, need.timetable, policy))
        assert kept.met(changed, policy, need.timetable)
    assert answer.zh
    assert answer.en
    return answer


def test_a_seat_that_would_cost_another_child_its_seat_says_so() -> None:
    answer = ask(WishNotMet(pupil="p4", club="chess"), w.world())
    assert answer.possible is not None
    assert not answer.possible.keeps_tiers
    lost = {change.name: change for change in answer.possible.changes}
    assert (lost["wishes_met_2"].before, lost["wishes_met_2"].after) == (5, 3)
    assert "5→3" in answer.en
    assert [need.en for need in answer.needs] == [
        "chess takes 2 more in a group",
        "chess may open 1 more parallel group(s)",
    ]
    assert answer.complete
    assert answer.scope == "everywhere"
    assert answer.refuted == 0


def test_what_is_possible_anyway_needs_nothing() -> None:
    answer = ask(RoomUnwanted(room="lab", slot="tue-2"), w.world())
    # Only the lab suits robots; another slot of the lab is as good.
    assert answer.possible is not None
    assert answer.possible.keeps_tiers
    assert answer.needs == ()


def test_what_is_so_already_is_said_to_be_so() -> None:
    answer = ask(WishNotMet(pupil="p1", club="chess"), w.world())
    assert answer.already
    assert answer.possible is None
    assert "already" in answer.en


def test_one_more_adult_or_a_slot_of_the_coach_would_give_the_seat() -> None:
    # p3 stays on Tuesday only, when the coach is not free.
    late = w.pupil("p3", "1-1", "chess", weekdays=(2,))
    instance = w.world(
        pupils=w.replaced(w.PUPILS, late),
        adults=w.replaced(w.ADULTS, w.changed(w.C1, free=("mon-1", "mon-2"))),
        clubs=(w.changed(w.CHESS, parallel_groups=2, min_enrolment=1), w.ROBOTS),
    )
    answer = ask(WishNotMet(pupil="p3", club="chess"), instance)
    said = [need.en for need in answer.needs]
    assert any("C1 is free on Tue" in one for one in said)
    assert all(len(need.remedies) == 1 for need in answer.needs)


def test_a_wish_of_tier_one_is_not_paid_for_by_tier_one() -> None:
    poor = w.changed(w.PUPILS[3], hardship=(Hardship.LOW_INCOME,))
    instance = w.world(pupils=w.replaced(w.PUPILS, poor))
    answer = ask(WishNotMet(pupil="p4", club="chess"), instance)
    assert answer.possible is not None
    # One child of tier 1, who has robots now and chess then: the tier keeps its seat.
    assert answer.possible.keeps_tiers
    assert "low_income" not in answer.model_dump_json()


def test_a_pin_of_the_instance_is_asked_about_without_itself() -> None:
    pin = StaffPin(kind="staff", adult="T5", slot="mon-1", class_id="1-1")
    answer = ask(PinRefused(pin=pin), w.world())
    assert answer.possible is not None
    again = why_not(
        w.world(pins=(pin,)), w.lawful(), PinRefused(pin=pin), settings=SETTINGS
    )
    assert again.possible == answer.possible


def test_a_pin_that_nobody_could_keep_says_what_it_would_take() -> None:
    coach = w.changed(w.C1, free=("mon-2",))
    instance = w.world(adults=w.replaced(w.ADULTS, coach))
    pin = MeetingPin(kind="meeting", club="chess", slot="tue-1")
    answer = ask(PinRefused(pin=pin), instance)
    assert answer.possible is None
    said = [need.en for need in answer.needs]
    assert "C1 is free on Tue 16:30–17:10" in said


def test_a_family_may_choose_to_stay_longer() -> None:
    # Chess has a place left on Monday; p3 wishes for it and stays on Tuesday only.
    late = w.pupil("p3", "1-1", "chess", weekdays=(2,))
    instance = w.world(
        pupils=w.replaced(w.PUPILS, late),
        clubs=(w.changed(w.CHESS, seats=4, slots=("mon-2",)), w.ROBOTS),
    )
    answer = ask(WishNotMet(pupil="p3", club="chess"), instance)
    assert answer.possible is None
    assert "p3 also stays on Mon 17:20–18:00" in [need.en for need in answer.needs]
    assert "your child also stays on Mon 17:20–18:00" in answer.family_en


def test_at_a_big_school_only_the_neighbourhood_is_searched_and_that_is_said() -> None:
    planted = generate("M", 0)
    seated = {seat.pupil for seat in planted.timetable.seats}
    pupil = next(
        p
        for p in planted.instance.pupils
        if p.consent and p.wishes and p.id not in seated
    )
    question = WishNotMet(pupil=pupil.id, club=pupil.wishes[0])
    answer = ask(question, planted.instance, planted.timetable)
    assert answer.scope == "nearby"
    assert answer.possible or answer.needs
    assert "close to this one only" in answer.en


def test_other_pins_are_never_given_up() -> None:
    first = StaffPin(kind="staff", adult="T1", slot="mon-1", class_id="1-1")
    second = StaffPin(kind="staff", adult="T1", slot="mon-1", class_id="3-1")
    instance = w.world(pins=(first,))
    answer = ask(PinRefused(pin=second), instance)
    assert answer.possible is None
    assert not any(r.kind == "unpin" for need in answer.needs for r in need.remedies)


def test_an_adult_and_a_merging_can_be_asked_away() -> None:
    answer = ask(AdultUnwanted(adult="T1", slot="mon-1"), w.world())
    assert answer.possible is not None
    merged = w.homeroom("4-1", 4, room="r4")
    instance = w.world(
        classes=(*w.CLASSES, merged),
        rooms=(*w.ROOMS, w.room("r4")),
        pupils=(*w.PUPILS, w.pupil("p9", "4-1", weekdays=(1,), skips=("mon-2",))),
    )
    now = w.together(
        w.without(w.lawful(), "3-1@mon-1"),
        w.care("mon-1", "3-1", "4-1", room="r3", lead="T3"),
    )
    answer = ask(MergingUnwanted(class_id="4-1", slot="mon-1"), instance, now)
    assert answer.possible is not None
    assert answer.possible.keeps_tiers


@pytest.mark.parametrize(
    ("question", "where"),
    [
        (WishNotMet(pupil="nobody", club="chess"), "question/pupil"),
        (WishNotMet(pupil="p1", club="nothing"), "question/club"),
        (WishNotMet(pupil="p3", club="chess"), "question/p3"),
        (WishNotMet(pupil="p1", club="robots"), "question/p1"),
        (AdultUnwanted(adult="T1", slot="never"), "question/slot"),
        (PinRefused(pin=SeatPin(kind="seat", pupil="p3", club="chess")), "question/p3"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    question: Question, where: str
) -> None:
    with pytest.raises(InvalidInstance) as refused:
        why_not(w.world(), w.lawful(), question, settings=SETTINGS)
    assert where in {problem.where for problem in refused.value.problems}


def test_nobody_without_consent_is_given_a_seat() -> None:
    absent = w.pupil("p9", "1-1", "chess", consent=None)
    instance = w.world(pupils=(*w.PUPILS, absent))
    with pytest.raises(InvalidInstance) as refused:
        why_not(instance, w.lawful(), WishNotMet(pupil="p9", club="chess"))
    assert refused.value.problems[0].clause == "LZ-206"


def test_an_unlawful_timetable_is_refused() -> None:
    with pytest.raises(InvalidInstance) as refused:
        why_not(w.world(), Timetable(), WishNotMet(pupil="p4", club="chess"))
    assert refused.value.problems[-1].where == "timetable"


def test_no_time_is_said_to_be_no_time() -> None:
    answer = why_not(
        w.world(),
        w.lawful(),
        WishNotMet(pupil="p4", club="chess"),
        settings=Settings(seconds=0.0, workers=1),
    )
    assert not answer.complete
    assert answer.needs == ()
    assert answer.possible is None
    assert "ran out of time" in answer.en
