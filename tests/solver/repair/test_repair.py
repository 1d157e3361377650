"""What a repair keeps, what it may touch, and what it says."""

import pytest

from kehou_solver.checks import audit, broken
from kehou_solver.domain import Instance, StaffPin, Teaching, Timetable
from kehou_solver.domain.answer import Settings
from kehou_solver.domain.events import (
    AdultAway,
    ClubCancelled,
    Event,
    PupilJoins,
    PupilLeaves,
    RoomClosed,
)
from kehou_solver.domain.timetable import Staff
from kehou_solver.errors import InvalidInstance
from kehou_solver.measures import MEASURES
from kehou_solver.policy import Policy
from kehou_solver.repair import (
    Freeze,
    NoRepair,
    Options,
    Repaired,
    repair,
    since,
)
from kehou_solver.repair.practice import substitute_lessons_a_day
from tests.solver import worlds as w

AWAY = AdultAway(adult="T1", slots=("mon-1",))
TWICE = w.changed(w.CHESS, meetings_per_week=2, qualifications=())


def mended(
    instance: Instance, timetable: Timetable, *events: Event, **how: object
) -> Repaired:
    """Repair, and check what every repair must be."""
    outcome = tried(instance, timetable, *events, **how)
    assert isinstance(outcome, Repaired), outcome
    after, policy = outcome.instance, Policy.of(outcome.instance)
    assert after.published == timetable
    assert not broken(audit(after, outcome.timetable, policy))
    measured = MEASURES["changes"].measure(after, outcome.timetable, policy)
    assert outcome.cells == measured
    assert sum(change.cells for change in outcome.changes) == outcome.cells
    assert outcome.bound <= outcome.cells
    return outcome


def tried(
    instance: Instance, timetable: Timetable, *events: Event, **how: object
) -> Repaired | NoRepair:
    """Repair, whatever comes out."""
    return repair(instance, timetable, events, settings=Settings(20, 1, 0), **how)  # type: ignore[arg-type]


def lead_of(timetable: Timetable, group: str) -> str:
    """Return the one lead of a group."""
    (lead,) = {
        s.adult for s in timetable.staff if s.group == group and s.role == "lead"
    }
    return lead


def rows_of(
    timetable: Timetable, group: str
) -> set[tuple[str, tuple[str, ...] | None]]:
    """Return who is with a group, and in which meetings."""
    return {(s.adult, s.slots) for s in timetable.staff if s.group == group}


def twice_a_week(**changes: object) -> tuple[Instance, Timetable]:
    """A week in which chess meets on both days, led by the coach for nothing."""
    free = w.replaced(w.ADULTS, w.changed(w.C1, pay_fen_per_lesson=0))
    instance = w.world(**{"clubs": (TWICE, w.ROBOTS), "adults": free, **changes})
    week = w.together(
        w.without(w.lawful(), "chess"),
        w.meeting(
            "chess", "mon-2", "tue-1", room="hall", lead="C1", seats=("p1", "p2", "p6")
        ),
    )
    assert not broken(audit(instance, week, Policy.of(instance)))
    return instance, week


def test_nothing_changes_where_nobody_is_missed() -> None:
    outcome = mended(w.world(), w.lawful(), AdultAway(adult="T5", weekdays=(1,)))
    assert (outcome.cells, outcome.proved, outcome.changes) == (0, True, ())
    assert outcome.timetable == w.lawful()


def test_one_absence_is_one_lesson_taken_over_and_proved() -> None:
    outcome = mended(w.world(), w.lawful(), AWAY)
    assert (outcome.cells, outcome.bound, outcome.proved) == (2, 2, True)
    assert lead_of(outcome.timetable, "1-1@mon-1") == "T5"
    (change,) = outcome.changes
    assert (change.before.zh, change.after.zh) == ("T1", "T5")
    assert "1-1" in change.what.zh
    assert "care of 1-1" in change.what.en


def test_groups_keep_their_published_names() -> None:
    outcome = mended(w.world(), w.lawful(), AWAY)
    assert {g.id for g in outcome.timetable.groups} == {g.id for g in w.lawful().groups}


def test_a_club_that_meets_twice_gets_a_substitute_for_one_day_only() -> None:
    instance, week = twice_a_week()
    outcome = mended(instance, week, AdultAway(adult="C1", weekdays=(2,)))
    (other,) = {a for a, _ in rows_of(outcome.timetable, "chess")} - {"C1"}
    assert rows_of(outcome.timetable, "chess") == {
        ("C1", ("mon-2",)),
        (other, ("tue-1",)),
    }
    assert (outcome.cells, outcome.proved) == (2, True)


def test_a_substitute_row_of_a_published_week_is_understood() -> None:
    adults = (*w.ADULTS, w.teacher("T6"))
    free = w.replaced(adults, w.changed(w.C1, pay_fen_per_lesson=0))
    instance, week = twice_a_week(adults=free)
    first = mended(instance, week, AdultAway(adult="C1", weekdays=(2,)))
    (other,) = {a for a, _ in rows_of(first.timetable, "chess")} - {"C1"}
    again = mended(
        first.instance, first.timetable, AdultAway(adult=other, slots=("tue-1",))
    )
    assert again.cells == 2
    assert ("C1", ("mon-2",)) in rows_of(again.timetable, "chess")


def test_whoever_has_all_meetings_again_is_written_in_one_row() -> None:
    coached = w.changed(TWICE, qualifications=("chess-coach",))
    instance, week = twice_a_week(
        clubs=(coached, w.ROBOTS),
        adults=w.replaced(
            w.ADULTS,
            w.changed(w.C1, pay_fen_per_lesson=0),
            w.changed(w.T5, qualifications=(w.skill("chess-coach"),)),
        ),
    )
    staff = tuple(s for s in week.staff if s.group != "chess")
    split = w.changed(
        week,
        staff=(
            *staff,
            Staff(adult="C1", group="chess", slots=("mon-2",)),
            Staff(adult="T5", group="chess", slots=("tue-1",)),
        ),
    )
    outcome = mended(instance, split, AdultAway(adult="T5", slots=("tue-1",)))
    assert rows_of(outcome.timetable, "chess") == {("C1", None)}
    assert (outcome.cells, outcome.proved) == (2, True)


def test_pinned_people_are_never_moved() -> None:
    pin = StaffPin(kind="staff", adult="T5", slot="tue-2", club="robots")
    led = w.together(
        w.without(w.lawful(), "robots"),
        w.meeting("robots", "tue-2", room="lab", lead="T5", seats=("p4", "p5")),
    )
    instance = w.world(pins=(pin,))
    assert not broken(audit(instance, led, Policy.of(instance)))
    for event in (
        AdultAway(adult="T1", weekdays=(2,)),
        AdultAway(adult="T3", slots=("tue-2",)),
    ):
        outcome = tried(instance, led, event)
        if isinstance(outcome, Repaired):
            assert lead_of(outcome.timetable, "robots") == "T5"


def test_an_absent_adult_who_is_pinned_cannot_be_repaired() -> None:
    pin = StaffPin(kind="staff", adult="T1", slot="mon-1", class_id="1-1")
    outcome = tried(w.world(pins=(pin,)), w.lawful(), AWAY)
    assert isinstance(outcome, NoRepair)
    assert outcome.proved
    assert outcome.partial is None


def test_a_past_day_blocks_the_repair_in_words() -> None:
    outcome = tried(w.world(), w.lawful(), AWAY, freeze=since(2))
    assert isinstance(outcome, NoRepair)
    assert outcome.proved
    assert "T1" in outcome.blocked[0].zh
    assert "T1" in outcome.blocked[0].en


def test_fixed_days_stay_as_they_were() -> None:
    event = AdultAway(adult="T3", weekdays=(2,))
    outcome = mended(w.world(), w.lawful(), event, freeze=since(2))
    monday = {g.id for g in w.lawful().groups if g.slots[0].startswith("mon")}
    before = {s for s in w.lawful().staff if s.group in monday}
    assert {s for s in outcome.timetable.staff if s.group in monday} == before


def test_people_stay_where_only_rooms_may_move() -> None:
    closed = RoomClosed(room="hall", weekday=1, start=w.at("17:00"), end=w.at("18:00"))
    spare = w.world(rooms=(*w.ROOMS, w.room("studio", features=("boards",))))
    freeze = dict.fromkeys(range(1, 8), Freeze.KEEP_PERSON)
    outcome = mended(spare, w.lawful(), closed, freeze=freeze)
    rooms = {g.id: g.room for g in outcome.timetable.groups}
    assert rooms == {g.id: g.room for g in w.lawful().groups} | {"chess": "studio"}
    assert (outcome.cells, outcome.proved) == (0, True)
    (change,) = outcome.changes
    assert (change.before.en, change.after.en) == ("hall", "studio")


def test_a_room_with_no_other_closes_the_club_where_people_may_change() -> None:
    closed = RoomClosed(room="hall", weekday=1, start=w.at("17:00"), end=w.at("18:00"))
    outcome = mended(w.world(), w.lawful(), closed)
    assert "chess" not in {g.id for g in outcome.timetable.groups}
    assert (outcome.cells, outcome.proved) == (4, True)  # three seats and the lead
    freeze = dict.fromkeys(range(1, 8), Freeze.KEEP_PERSON)
    kept = tried(w.world(), w.lawful(), closed, freeze=freeze)
    assert isinstance(kept, NoRepair)


def test_a_club_may_meet_at_another_time_only_on_free_days() -> None:
    closed = RoomClosed(room="hall", weekday=1, start=w.at("17:00"), end=w.at("18:00"))
    freeze = dict.fromkeys(range(1, 8), Freeze.FREE)
    outcome = mended(w.world(), w.lawful(), closed, freeze=freeze)
    (chess,) = (g for g in outcome.timetable.groups if g.club == "chess")
    assert chess.slots != ("mon-2",)
    assert (outcome.cells, outcome.proved) == (2, True)


def test_a_cancelled_club_sends_its_children_back_to_care() -> None:
    outcome = mended(w.world(), w.lawful(), ClubCancelled(club="chess"))
    assert {s.pupil for s in outcome.timetable.seats} == {"p4", "p5"}
    assert (outcome.cells, outcome.proved) == (4, True)


def test_a_child_who_leaves_gives_up_the_seat_and_nothing_else() -> None:
    outcome = mended(w.world(), w.lawful(), PupilLeaves(pupil="p6"))
    assert "p6" not in {s.pupil for s in outcome.timetable.seats}
    assert (outcome.cells, outcome.proved) == (1, True)


def test_a_club_that_shrinks_too_far_closes_or_takes_somebody_in() -> None:
    outcome = mended(w.world(), w.lawful(), PupilLeaves(pupil="p4"))
    robots = [s for s in outcome.timetable.seats if s.group == "robots"]
    assert len(robots) in (0, 2)
    assert outcome.proved


def test_a_child_who_joins_is_in_care_without_any_change() -> None:
    joins = PupilJoins(pupil=w.pupil("p9", "1-1"))
    outcome = mended(w.world(), w.lawful(), joins)
    assert (outcome.cells, outcome.proved) == (0, True)


def test_children_who_joined_too_many_for_a_room_are_housed() -> None:
    small = w.replaced(w.ROOMS, w.room("r1", 3))
    instance = w.world(rooms=small)
    joins = PupilJoins(pupil=w.pupil("p9", "1-1", weekdays=(1,)))
    outcome = mended(instance, w.lawful(), joins)
    (care,) = (g for g in outcome.timetable.groups if g.id == "1-1@mon-1")
    assert care.room != "r1"
    assert (outcome.cells, outcome.proved) == (0, True)


def test_nobody_takes_over_more_lessons_a_day_than_allowed() -> None:
    instance = w.world(adults=(*w.ADULTS, w.teacher("T6")))
    event = AdultAway(adult="T1", weekdays=(1,))
    one_each = mended(
        instance, w.lawful(), event, options=Options(substitute_lessons_a_day=1)
    )
    leads = {lead_of(one_each.timetable, f"1-1@mon-{i}") for i in (1, 2)}
    assert leads == {"T5", "T6"}
    two = mended(instance, w.lawful(), event)
    assert len({lead_of(two.timetable, f"1-1@mon-{i}") for i in (1, 2)}) == 1


def test_the_number_of_practice_is_data() -> None:
    assert substitute_lessons_a_day() == 2


def test_with_nobody_left_the_gap_is_named_and_clubs_give_way_first() -> None:
    instance = w.world(
        adults=tuple(a for a in w.ADULTS if a.id != "T5"),
        schools=(w.changed(w.EAST, limits=w.limits(merge_classes=1)),),
    )
    week = w.without(w.lawful(), "robots")
    assert not broken(audit(instance, week, Policy.of(instance)))
    outcome = tried(instance, week, AWAY)
    assert isinstance(outcome, NoRepair)
    assert outcome.proved
    (gap,) = outcome.gaps
    assert (gap.slot, gap.classes, gap.adults_missing) == ("mon-1", ("1-1",), 1)
    assert outcome.partial is not None
    wrong = {
        f.rule for f in audit(outcome.instance, outcome.partial, Policy.of(instance))
    }
    assert wrong == {"everyone_in_care"}


def test_a_club_closes_before_a_class_is_left_alone() -> None:
    instance = w.world(
        adults=tuple(
            w.changed(a, free=("mon-2",) if a.id == "T5" else a.free)
            for a in w.ADULTS
            if a.id != "C1"
        ),
        clubs=(w.changed(w.CHESS, qualifications=()), w.ROBOTS),
    )
    week = w.together(
        w.without(w.lawful(), "robots", "chess"),
        w.meeting("chess", "mon-2", room="hall", lead="T5", seats=("p1", "p2", "p6")),
    )
    assert not broken(audit(instance, week, Policy.of(instance)))
    outcome = mended(instance, week, AdultAway(adult="T1", slots=("mon-2",)))
    assert "chess" not in {g.id for g in outcome.timetable.groups}
    assert outcome.proved


def test_a_post_nobody_can_take_is_a_gap() -> None:
    outcome = tried(w.world(), w.lawful(), AdultAway(adult="S1", weekdays=(1,)))
    assert isinstance(outcome, NoRepair)
    (gap,) = outcome.gaps
    assert (gap.skill, gap.adults_missing, gap.classes) == ("gate_duty", 1, ())


def test_somebody_else_takes_the_post() -> None:
    guard = w.adult(
        "S2", w.AdultKind.SUPPORT_STAFF, home="east", posts=(w.DutyRole.GATE_DUTY,)
    )
    instance = w.world(adults=(*w.ADULTS, guard))
    outcome = mended(instance, w.lawful(), AdultAway(adult="S1", weekdays=(1,)))
    assert {(p.adult, p.weekday) for p in outcome.timetable.posts} == {
        ("S2", 1),
        ("S1", 2),
    }
    assert (outcome.cells, outcome.proved) == (2, True)


def test_absences_in_one_call_share_the_caps() -> None:
    instance = w.world(
        adults=(*w.ADULTS, w.teacher("T6", lessons_week=1)),
    )
    both = (
        AdultAway(adult="T1", slots=("mon-1",)),
        AdultAway(adult="T3", slots=("mon-1",)),
    )
    outcome = mended(instance, w.lawful(), *both)
    leads = [lead_of(outcome.timetable, f"{c}@mon-1") for c in ("1-1", "3-1")]
    assert sorted(leads) == ["T5", "T6"]
    assert (outcome.cells, outcome.proved) == (4, True)


def test_odd_weeks_alone_are_repaired_alone() -> None:
    slots = tuple(w.changed(s, rotates=s.id == "mon-1") for s in w.SLOTS)
    instance = w.world(slots=slots)
    away = AdultAway(adult="T1", slots=("mon-1",), weeks="odd")
    outcome = mended(instance, w.lawful(), away)
    assert (outcome.cells, outcome.proved) == (2, True)
    weeks = {
        (s.adult, s.weeks) for s in outcome.timetable.staff if s.group == "1-1@mon-1"
    }
    assert weeks == {("T1", "even"), ("T5", "odd")}
    assert "单周" in outcome.changes[0].what.zh


def test_every_alternative_stands_before_the_judge() -> None:
    instance = w.world(
        adults=(*w.ADULTS, w.teacher("T6"), w.teacher("T7", free=("tue-1",)))
    )
    outcome = mended(instance, w.lawful(), AWAY)
    (gap,) = outcome.alternatives
    assert (gap.adult, gap.group, gap.slot) == ("T1", "1-1@mon-1", "mon-1")
    assert {c.adult for c in gap.candidates} == {"T5", "T6"}
    assert [c.chosen for c in gap.candidates] == [True, False]
    chosen = lead_of(outcome.timetable, gap.group)
    for candidate in gap.candidates:
        staff = tuple(
            w.changed(s, adult=candidate.adult)
            if (s.group, s.adult) == (gap.group, chosen)
            else s
            for s in outcome.timetable.staff
        )
        week = w.changed(outcome.timetable, staff=staff)
        assert not broken(audit(outcome.instance, week, Policy.of(instance)))
        assert "空闲" in candidate.reasons.zh
        assert "free" in candidate.reasons.en
        assert candidate.new_lessons == 1


def test_alternatives_say_who_knows_the_class() -> None:
    teaches = w.teacher("T6", teaches=(Teaching(class_id="1-1", subject="art"),))
    instance = w.world(adults=(*w.ADULTS, teaches))
    outcome = mended(instance, w.lawful(), AWAY)
    reasons = {c.adult: c.reasons for c in outcome.alternatives[0].candidates}
    assert "任教本班" in reasons["T6"].zh
    assert "任教本班" not in reasons["T5"].zh
    assert outcome.alternatives[0].candidates[0].adult == "T6"


@pytest.mark.parametrize(
    "event",
    [
        AdultAway(adult="X", weekdays=(1,)),
        AdultAway(adult="T1"),
        AdultAway(adult="T1", slots=("never",)),
        RoomClosed(room="X", weekday=1, start=0, end=10),
        RoomClosed(room="hall", weekday=1, start=10, end=10),
        ClubCancelled(club="X"),
        PupilLeaves(pupil="X"),
        PupilJoins(pupil=w.pupil("p9", "X")),
    ],
)
def test_events_about_nobody_are_refused(event: Event) -> None:
    with pytest.raises(InvalidInstance):
        tried(w.world(), w.lawful(), event)


def test_a_timetable_with_unknown_ids_is_refused() -> None:
    week = w.together(
        w.lawful(), w.care("mon-1", "1-1", room="r1", lead="nobody", id="x")
    )
    with pytest.raises(InvalidInstance):
        tried(w.world(), week, AWAY)
