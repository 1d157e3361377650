"""The township school is read as it was published, and says what was assumed."""

from collections import Counter, defaultdict
from statistics import mean, pstdev

import pytest

from kehou_instances.township import township_school
from kehou_solver.domain import Duty, Instance
from kehou_solver.domain.base import overlap
from kehou_solver.domain.reading import read_instance, write_json
from kehou_solver.domain.validity import problems


@pytest.fixture(scope="module")
def school() -> Instance:
    return township_school()


def shares(school: Instance) -> dict[str, float]:
    """Count each adult's published lessons; who shares a cell has half of it."""
    assert school.published is not None
    people = Counter(staff.group for staff in school.published.staff)
    load: dict[str, float] = defaultdict(float)
    for staff in school.published.staff:
        load[staff.adult] += 1 / people[staff.group]
    return load


def test_it_is_valid_and_reads_back_the_same(school: Instance) -> None:
    assert problems(school) == []
    assert read_instance(write_json(school)) == school


def test_sizes_are_those_published(school: Instance) -> None:
    assert school.published is not None
    assert len(school.classes) == len(school.rooms) == 21
    assert len(school.adults) == 51
    assert Counter(slot.weekday for slot in school.slots) == {
        1: 3,
        2: 3,
        3: 3,
        4: 3,
        5: 1,
    }
    assert len(school.published.groups) == 273
    assert {(group.classes, group.slots) for group in school.published.groups} == {
        ((c.id,), (s.id,)) for c in school.classes for s in school.slots
    }


def test_published_loads_are_those_in_the_note(school: Instance) -> None:
    load = shares(school)
    assert len(load) == 51
    assert sum(load.values()) == 273
    assert round(mean(load.values()), 1) == 5.4
    assert round(pstdev(load.values()), 1) == 1.7
    assert (min(load.values()), max(load.values())) == (0.5, 8)


def test_read_without_odd_and_even_weeks_people_would_stand_in_two_places(
    school: Instance,
) -> None:
    assert school.published is not None
    slot_of = {group.id: group.slots[0] for group in school.published.groups}
    either = Counter((s.adult, slot_of[s.group]) for s in school.published.staff)
    twice = [slot for (_, slot), times in either.items() if times > 1]
    assert twice.count("fri-1") == len(twice) == 8
    for week in ("odd", "even"):
        staff = [s for s in school.published.staff if s.weeks in ("every", week)]
        assert len(staff) == 273
        there = Counter((s.adult, slot_of[s.group]) for s in staff)
        assert max(there.values()) == 1


def test_everybody_takes_only_classes_they_teach_as_in_the_published_roster(
    school: Instance,
) -> None:
    assert school.published is not None
    taught = {(a.id, t.class_id) for a in school.adults for t in a.teaches}
    taught |= {(c.homeroom_teacher or "", c.id) for c in school.classes}
    class_of = {group.id: group.classes[0] for group in school.published.groups}
    assert all((s.adult, class_of[s.group]) in taught for s in school.published.staff)
    assert {adult.care for adult in school.adults} == {"taught"}


def test_children_leave_lessons_on_friday_when_the_roster_says(
    school: Instance,
) -> None:
    for homeroom in school.classes:
        ends = {end.weekday: end.end for end in homeroom.lessons_end}
        assert ends == {1: 930, 2: 930, 3: 930, 4: 930, 5: 14 * 60 + 40}


def test_every_printed_lesson_is_respected_for_teachers(school: Instance) -> None:
    friday = next(slot for slot in school.slots if slot.id == "fri-1")

    def clashes(duty: Duty) -> bool:
        same_day = duty.weekday == friday.weekday
        return same_day and overlap(duty.start, duty.end, friday.start, friday.end)

    busy = {a.id for a in school.adults if any(clashes(duty) for duty in a.duties)}
    # 13 of the 51 give lesson 6 on Friday; 38 remain for 21 classes.
    assert len(busy) == 13
    assert school.published is not None
    named = [s for s in school.published.staff if s.group.startswith("fri-1:")]
    assert sum(staff.adult in busy for staff in named) == 15
    assert len({staff.group for staff in named if staff.adult in busy}) == 13


def test_lunch_rest_and_evening_study_occupy_both_of_two_names(
    school: Instance,
) -> None:
    kinds = Counter(duty.kind for adult in school.adults for duty in adult.duties)
    assert kinds.keys() == {"lesson", "lunch_rest", "evening_study"}
    assert all(duty.weeks == "every" for a in school.adults for duty in a.duties)
    for adult in school.adults:
        assert len(set(adult.duties)) == len(adult.duties)


def test_limits_leave_room_for_the_published_roster(school: Instance) -> None:
    assert school.published is not None
    limits = school.schools[0].limits
    day_of = {slot.id: slot.weekday for slot in school.slots}
    slot_of = {group.id: group.slots[0] for group in school.published.groups}
    for week in ("odd", "even"):
        staff = [s for s in school.published.staff if s.weeks in ("every", week)]
        lessons = Counter(s.adult for s in staff)
        afternoons = {(s.adult, day_of[slot_of[s.group]]) for s in staff}
        assert max(lessons.values()) == limits.lessons_week
        most = max(Counter(adult for adult, _ in afternoons).values())
        assert most == limits.afternoons_week


def test_every_note_is_in_both_languages_and_nothing_goes_unsaid(
    school: Instance,
) -> None:
    for note in school.notes:
        zh, slash, en = note.partition(" / ")
        assert slash
        assert any("一" <= letter <= "鿿" for letter in zh)
        assert en.isascii() or "–" in en
    said = "\n".join(school.notes)
    for word in (
        "36 in each class",
        "45 seats",
        "51 people",
        "lesson 6 on Friday",
        "posts",
    ):
        assert word in said


def test_no_name_of_a_person_is_in_it(school: Instance) -> None:
    assert all(adult.name == adult.id for adult in school.adults)
    assert all(adult.id[0] == "T" and adult.id[1:].isdigit() for adult in school.adults)
