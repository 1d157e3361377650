"""Each change does what it says, to whom it says, and leaves a sound instance."""

from datetime import date

import pytest

from kehou_instances.ladder import generate
from kehou_simulation.changes import Chance, changed
from kehou_simulation.changes.absences import Absences
from kehou_simulation.changes.add_adults import AddAdults
from kehou_simulation.changes.add_rooms import AddRooms
from kehou_simulation.changes.end_of_service import EndOfService, Leave
from kehou_simulation.changes.fee import Fee
from kehou_simulation.changes.fewer_adults import FewerAdults
from kehou_simulation.changes.outside_money import OutsideMoney
from kehou_simulation.changes.participation import Participation
from kehou_simulation.changes.set_limits import NewLimits, SetLimits
from kehou_simulation.changes.train import Train
from kehou_simulation.changes.vendor_pay import VendorPay
from kehou_simulation.changes.where import Where
from kehou_simulation.changes.who import Who, has_skill
from kehou_solver.checks import audit, broken
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import Tier
from kehou_solver.domain.validity import problems
from kehou_solver.errors import InvalidInstance
from kehou_solver.policy import Policy

PLANTED = generate("M", 0)
SCHOOL = PLANTED.instance
CHANCE = Chance(7)

OWN = Who(kinds=(AdultKind.OWN_TEACHER,))

ALL = (
    Absences(kind="absences", share=0.2),
    AddAdults(
        kind="add_adults", adult_kind=AdultKind.OWN_TEACHER, skill="pe", adults=2
    ),
    AddRooms(kind="add_rooms", seats=40, rooms=2, features=("gym",)),
    EndOfService(kind="end_of_service", time=18 * 60 + 30, least_minutes=20),
    Fee(kind="fee", month_fen=9_000),
    FewerAdults(kind="fewer_adults", who=OWN, percent=10),
    OutsideMoney(kind="outside_money", ceiling_week_fen=100_000),
    Participation(kind="participation", percent=80),
    SetLimits(kind="set_limits", limits=NewLimits(lessons_week=6)),
    Train(kind="train", skill="pe", adults=3),
    VendorPay(kind="vendor_pay", percent=90),
)


def away(instance: Instance) -> set[str]:
    return {adult.id for adult in instance.adults if adult.free == ()}


@pytest.mark.parametrize("change", ALL, ids=lambda change: change.kind)
def test_the_changed_school_is_sound_and_repeats_itself(change: object) -> None:
    once = changed(SCHOOL, [change], CHANCE)  # type: ignore[list-item]
    assert problems(once) == []
    assert once != SCHOOL
    again = changed(SCHOOL, [change], CHANCE)  # type: ignore[list-item]
    assert once.model_dump_json() == again.model_dump_json()


@pytest.mark.parametrize("change", ALL, ids=lambda change: change.kind)
def test_schools_that_are_not_meant_stay_as_they_are(change: object) -> None:
    elsewhere = change.model_copy(  # type: ignore[attr-defined]
        update={"where": Where(tiers=(Tier.VILLAGE,))}
    )
    assert changed(SCHOOL, [elsewhere], CHANCE) == SCHOOL


def test_a_stronger_cut_hits_everybody_a_weaker_one_hits() -> None:
    cuts = [
        away(changed(SCHOOL, [FewerAdults(kind="fewer_adults", percent=p)], CHANCE))
        for p in (5, 20, 60)
    ]
    assert cuts[0] < cuts[1] < cuts[2]
    assert len(cuts[1] - away(SCHOOL)) == (len(SCHOOL.adults) * 20 + 50) // 100


def test_the_same_people_are_ill_whoever_else_is_there() -> None:
    flu = Absences(kind="absences", share=0.3)
    more = AddAdults(kind="add_adults", adult_kind=AdultKind.OWN_TEACHER, adults=5)
    plain, with_more = (
        away(changed(SCHOOL, changes, Chance(7, 3))) for changes in ([flu], [more, flu])
    )
    assert plain
    assert plain == {one for one in with_more if not one.startswith("new-")}


def test_replications_differ_and_lasting_draws_do_not() -> None:
    flu = Absences(kind="absences", share=0.3)
    cut = FewerAdults(kind="fewer_adults", percent=30)
    assert changed(SCHOOL, [flu], Chance(7, 0)) != changed(SCHOOL, [flu], Chance(7, 1))
    assert changed(SCHOOL, [cut], Chance(7, 0)) == changed(SCHOOL, [cut], Chance(7, 1))


def test_about_the_share_asked_for_is_ill() -> None:
    ids = [f"a-{number}" for number in range(10_000)]
    ill = sum(Chance(1, 2).of("absent", one) < 0.25 for one in ids)
    assert 2_350 < ill < 2_650


@pytest.mark.parametrize(
    "change",
    [one for one in ALL if one.kind in ("add_adults", "add_rooms", "train")],
    ids=lambda change: change.kind,
)
def test_what_was_lawful_stays_lawful_with_more(change: object) -> None:
    """More people, rooms or skills never make a lawful week unlawful."""
    more = changed(SCHOOL, [change], CHANCE)  # type: ignore[list-item]
    assert not broken(audit(more, PLANTED.timetable, Policy.of(more)))


def test_new_adults_have_the_skill_and_two_changes_do_not_clash() -> None:
    new = AddAdults(
        kind="add_adults", adult_kind=AdultKind.OWN_TEACHER, skill="pe", adults=2
    )
    twice = changed(SCHOOL, [new, new], CHANCE)
    added = [adult for adult in twice.adults if adult.id.startswith("new-")]
    assert len(added) == 4
    assert all(has_skill(adult, "pe") for adult in added)
    assert changed(SCHOOL, [new], CHANCE).adults == twice.adults[:-2]


def test_nobody_is_invented_without_a_pattern() -> None:
    few = SCHOOL.model_copy(
        update={
            "adults": tuple(
                adult for adult in SCHOOL.adults if adult.kind is not AdultKind.RETIREE
            )
        }
    )
    new = AddAdults(kind="add_adults", adult_kind=AdultKind.RETIREE, adults=1)
    with pytest.raises(InvalidInstance, match="pattern"):
        changed(few, [new], CHANCE)


@pytest.mark.clause("LZ-304")
def test_an_early_end_needs_leave() -> None:
    early = EndOfService(kind="end_of_service", time=17 * 60 + 30, least_minutes=20)
    with pytest.raises(InvalidInstance, match="LZ-304"):
        changed(SCHOOL, [early], CHANCE)
    leave = Leave(approved_by="区教育局", reason="试验", until=date(2026, 7, 10))
    shorter = changed(SCHOOL, [early.model_copy(update={"leave": leave})], CHANCE)
    assert problems(shorter) == []
    assert max(slot.end for slot in shorter.slots) == 17 * 60 + 30
    assert {waiver.approved_by for waiver in shorter.waivers} == {"区教育局"}


def test_slots_that_fall_away_are_named_nowhere() -> None:
    leave = Leave(approved_by="区教育局", reason="试验", until=date(2026, 7, 10))
    early = EndOfService(
        kind="end_of_service", time=17 * 60 + 10, least_minutes=20, leave=leave
    )
    shorter = changed(SCHOOL, [early], CHANCE)
    assert len(shorter.slots) == len(SCHOOL.slots) // 2
    assert problems(shorter) == []
    with pytest.raises(InvalidInstance, match="no slot"):
        changed(SCHOOL, [early.model_copy(update={"time": 16 * 60})], CHANCE)


def test_participation_is_nested_and_about_right() -> None:
    def children(percent: int) -> set[str]:
        change = Participation(kind="participation", percent=percent)
        after = changed(SCHOOL, [change], CHANCE)
        return {pupil.id for pupil in after.pupils if pupil.consent is not None}

    some, more, everybody = children(50), children(90), children(100)
    assert some < more < everybody
    assert len(everybody) == len(SCHOOL.pupils)
    assert abs(len(some) / len(everybody) - 0.5) < 0.05


def test_vendors_are_paid_in_percent() -> None:
    dearer = changed(SCHOOL, [VendorPay(kind="vendor_pay", percent=110)], CHANCE)
    for before, after in zip(SCHOOL.adults, dearer.adults, strict=True):
        if before.kind is AdultKind.VENDOR_INSTRUCTOR:
            pay = (before.pay_fen_per_lesson * 110 + 50) // 100
            assert after.pay_fen_per_lesson == pay > 0
        else:
            assert before == after
