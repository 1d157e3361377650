"""Vendor necessity: proofs that count, and none where somebody else could do it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from kehou_instances.ladder import generate
from kehou_solver.checks import audit, broken
from kehou_solver.domain import AdultKind, Instance, Timetable
from kehou_solver.necessity import VendorLesson, faults, vendor_necessity
from kehou_solver.policy import Policy
from kehou_solver.search.formulation import Formulation
from tests.solver import worlds as w

SKILLED = w.changed(w.ROBOTS, qualifications=("robotics",))
TUTOR = w.changed(w.V1, qualifications=(w.skill("robotics"),))


def entries(
    instance: Instance, timetable: Timetable | None = None
) -> tuple[VendorLesson, ...]:
    """Return the entries, checked by counting."""
    policy, now = Policy.of(instance), timetable or w.lawful()
    assert not broken(audit(instance, now, policy))
    found = vendor_necessity(instance, now, policy)
    assert list(faults(instance, now, policy, found)) == []
    return found


def crowded() -> Instance:
    """T3 and T5 alone hold robotics, and both are needed in that slot.

    Of the three who may lead on Tuesday's second slot each has a group: two classes
    and robots need three, and T5 is away.
    """
    return w.world(
        clubs=(w.CHESS, SKILLED),
        adults=w.replaced(
            w.ADULTS,
            TUTOR,
            w.changed(w.T3, qualifications=(w.skill("robotics"),)),
            w.changed(w.C1, free=("mon-2",)),
            w.changed(w.T5, care="none"),
        ),
    )


def test_a_free_teacher_who_could_lead_makes_it_a_convenience() -> None:
    (lesson,) = entries(w.world())
    assert lesson.verdict == "convenience"
    assert lesson.sessions == ()


def test_nobody_else_qualified_is_a_proof_of_one_session() -> None:
    instance = w.world(clubs=(w.CHESS, SKILLED), adults=w.replaced(w.ADULTS, TUTOR))
    (lesson,) = entries(instance)
    assert lesson.verdict == "necessary"
    assert (lesson.needed, lesson.available) == (1, 0)
    assert lesson.givers == ()


def test_sessions_that_compete_for_too_few_adults_are_a_hall_set() -> None:
    (lesson,) = entries(crowded())
    assert lesson.verdict == "necessary"
    # Robots and the two classes' care; T1 and T3 are all there is for them.
    assert {s.group for s in lesson.sessions} == {"robots", "1-1@tue-2", "3-1@tue-2"}
    assert [(giver.adult, giver.most) for giver in lesson.givers] == [
        ("T1", 1),
        ("T3", 1),
    ]
    assert (lesson.needed, lesson.available) == (3, 2)


def test_lessons_caps_count_over_the_week() -> None:
    # T5 could lead robots, but has the one lesson she may give on Monday.
    capped = w.changed(w.T5, lessons_week=1, qualifications=(w.skill("robotics"),))
    tied = w.changed(capped, care="none", clubs=("robots", "reading"))
    reading = w.club("reading", qualifications=("robotics",), min_enrolment=1)
    instance = w.world(
        clubs=(w.CHESS, SKILLED, reading),
        rooms=(*w.ROOMS, w.room("library")),
        pupils=w.replaced(
            w.PUPILS,
            w.pupil("p3", "1-1", "reading"),
        ),
        adults=w.replaced(w.ADULTS, TUTOR, tied, w.teacher("T7")),
    )
    now = w.together(
        w.without(w.lawful(), "robots"),
        w.meeting(
            "robots",
            "tue-2",
            room="lab",
            lead="V1",
            assistants=("T7",),
            seats=("p4", "p5"),
        ),
        w.meeting("reading", "mon-1", room="library", lead="T5", seats=("p3",)),
    )
    (lesson,) = entries(instance, now)
    assert lesson.verdict == "necessary"
    assert (lesson.needed, lesson.available) == (2, 1)
    assert {s.slot for s in lesson.sessions} == {"mon-1", "tue-2"}


@pytest.mark.parametrize(
    "change",
    [
        {"needed": 4},
        {"available": 1},
        {"givers": ()},
        {"sessions": ()},
        {"adult": "C1"},
    ],
)
def test_a_certificate_that_was_tampered_with_is_found_out(
    change: dict[str, object],
) -> None:
    instance = crowded()
    (lesson,) = entries(instance)
    doctored = lesson.model_copy(update=change)
    policy = Policy.of(instance)
    assert list(faults(instance, w.lawful(), policy, [doctored]))


def test_a_proof_with_a_session_left_out_proves_nothing() -> None:
    instance, policy = crowded(), Policy.of(crowded())
    (lesson,) = entries(instance)
    kept = tuple(s for s in lesson.sessions if s.group != "1-1@tue-2")
    few = lesson.model_copy(update={"sessions": kept, "needed": 2})
    assert list(faults(instance, w.lawful(), policy, [few]))


def test_every_vendor_lesson_is_accounted_for_once() -> None:
    policy = Policy.of(w.world())
    found = vendor_necessity(w.world(), w.lawful(), policy)
    assert list(faults(w.world(), w.lawful(), policy, []))
    assert list(faults(w.world(), w.lawful(), policy, [*found, *found]))


@pytest.mark.parametrize("size", ["XS", "M"])
@pytest.mark.parametrize("seed", range(4))
def test_generated_schools_have_entries_that_count(size: str, seed: int) -> None:
    planted = generate(size, seed)
    found = entries(planted.instance, planted.timetable)
    policy = Policy.of(planted.instance)
    lessons = [
        (staff.adult, slot)
        for staff in planted.timetable.staff
        for slot in next(
            g.slots for g in planted.timetable.groups if g.id == staff.group
        )
        if _vendor(planted.instance, staff.adult)
    ]
    assert len(found) == len(lessons)
    assert found == vendor_necessity(planted.instance, planted.timetable, policy)


def _vendor(instance: Instance, adult: str) -> bool:
    kinds = {one.id: one.kind for one in instance.adults}
    return kinds[adult] is AdultKind.VENDOR_INSTRUCTOR


free = st.sampled_from([None, ("mon-1", "tue-2"), ("tue-2",), ("mon-2", "tue-1")])
robotics = st.sampled_from([(), (w.skill("robotics"),)])


@st.composite
def staffs(draw: st.DrawFn) -> Instance:
    """Draw who could lead robots besides the vendor; the week stays lawful."""
    changed = [
        w.changed(teacher, qualifications=draw(robotics)) for teacher in (w.T1, w.T3)
    ]
    helper = w.changed(
        w.T5,
        free=draw(free.filter(lambda f: f is None or "tue-2" in f)),
        care=draw(st.sampled_from(["any", "none"])),
        qualifications=draw(robotics),
        lessons_week=draw(st.sampled_from([None, 1])),
    )
    coach = w.changed(w.C1, free=draw(st.sampled_from([None, ("mon-2",)])))
    return w.world(
        clubs=(w.CHESS, SKILLED),
        adults=w.replaced(w.ADULTS, TUTOR, *changed, helper, coach),
    )


@settings(max_examples=20, deadline=None)
@given(staffs())
def test_what_is_necessary_cannot_be_staffed_without_the_vendor(
    instance: Instance,
) -> None:
    """The same groups, without the vendor: the solver finds nobody, either."""
    policy = Policy.of(instance)
    if broken(audit(instance, w.lawful(), policy)):
        return
    (lesson,) = entries(instance)
    if lesson.verdict == "convenience":
        return
    gone = w.changed(
        instance,
        adults=tuple(a for a in instance.adults if a.id != "V1"),
        pins=(
            {"kind": "meeting", "club": "robots", "slot": "tue-2"},
            {"kind": "meeting", "club": "chess", "slot": "mon-2"},
            *({"kind": "seat", "pupil": p, "club": "robots"} for p in ("p4", "p5")),
            *(
                {"kind": "seat", "pupil": p, "club": "chess"}
                for p in ("p1", "p2", "p6")
            ),
        ),
        schools=w.east(merge_classes=1),
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    model = Formulation(gone, policy).model
    assert solver.solve(model) == cp_model.INFEASIBLE
