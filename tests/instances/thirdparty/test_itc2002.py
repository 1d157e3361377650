"""Competition files: as many places as rooms, slots and students allow."""

from pathlib import Path

import pytest

from kehou_instances.thirdparty import read_itc2002
from tests.instances.thirdparty.files import refusal, sound, written
from tests.solver.answers import found

TINY = (
    "3 2 1 3",  # events, rooms, features, students
    "3",
    "1",
    *("1 1 0", "1 0 1", "1 1 0"),  # students x events: 3, 2 and 1 asked
    *("0", "1"),  # rooms x features: only the small room has it
    *("0", "0", "1"),  # events x features: only the last event asks for it
)


def test_what_is_read_is_the_file(tmp_path: Path) -> None:
    instance = sound(read_itc2002(written(tmp_path, "tiny.tim", *TINY)))
    assert len(instance.slots) == 45
    assert [room.seats for room in instance.rooms] == [3, 1]
    assert [club.seats for club in instance.clubs] == [3, 2, 1]
    assert [pupil.wishes for pupil in instance.pupils] == [
        ("e0", "e1"),
        ("e0", "e2"),
        ("e0", "e1"),
    ]
    assert [pupil.clubs_per_week for pupil in instance.pupils] == [2, 2, 2]


def test_every_enrolment_gets_its_place_where_rooms_suit(tmp_path: Path) -> None:
    outcome = found(read_itc2002(written(tmp_path, "tiny.tim", *TINY)))
    [goal] = outcome.goals
    assert (goal.name, goal.value, goal.proved) == ("seats_given", 6, True)


def test_an_event_needs_a_room_for_all_who_asked_even_if_fewer_come(
    tmp_path: Path,
) -> None:
    small = (TINY[0], "2", "2", *TINY[3:])
    outcome = found(read_itc2002(written(tmp_path, "small.tim", *small)))
    assert outcome.goals[0].value == 3  # the event of all three cannot be held
    assert {group.club for group in outcome.timetable.groups} == {"e1", "e2"}


def test_an_event_whose_feature_no_room_has_is_lost(tmp_path: Path) -> None:
    lines = (*TINY[:6], "0", "0", *TINY[8:])
    outcome = found(read_itc2002(written(tmp_path, "bare.tim", *lines)))
    assert outcome.goals[0].value == 5


@pytest.mark.parametrize(
    ("lines", "where", "why"),
    [
        ((), "x.tim:1", "four numbers come first"),
        (("0 2 1 3",), "x.tim:1", "no events or no rooms"),
        (TINY[:-1], "x.tim:10", "announce 20 numbers"),
        ((*TINY, "1"), "x.tim:12", "announce 20 numbers"),
        ((*TINY[:3], "1 1 x", *TINY[4:]), "x.tim:4", "a whole number"),
        ((*TINY[:3], "1 2 0", *TINY[4:]), "x.tim:4", "0 or 1"),
        (
            ("21 1 0 1", "9", " ".join("1" * 21)),
            "x.tim",
            "a student may have 20 events at most",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_the_line(
    tmp_path: Path, lines: tuple[str, ...], where: str, why: str
) -> None:
    place, reason = refusal(read_itc2002, written(tmp_path, "x.tim", *lines))
    assert place == where
    assert why in reason
