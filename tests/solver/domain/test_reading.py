"""Reading says everything wrong with a file at once, and never falls over."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou_solver.domain.reading import read_instance, read_timetable, write_json
from kehou_solver.domain.reading.parts import MOST_PROBLEMS
from kehou_solver.domain.reading.source import MOST_BYTES
from kehou_solver.errors import InputError, InvalidFile, InvalidInstance, Problem
from tests.solver import worlds

GOOD = write_json(worlds.world(published=worlds.lawful()))


def sent(change: Callable[[dict[str, Any]], None]) -> str:
    """Return the good file with something changed by hand."""
    data = json.loads(GOOD)
    change(data)
    return json.dumps(data)


def problems(text: str | bytes) -> dict[str, Problem]:
    """Return the problems of a file by place."""
    with pytest.raises(InputError) as caught:
        read_instance(text)
    return {problem.where: problem for problem in caught.value.problems}


def problems_if_any(text: str) -> tuple[Problem, ...]:
    """Return the problems of a file, none if it is good; at least one if refused."""
    try:
        read_instance(text)
    except InputError as error:
        return error.problems or pytest.fail("refused without a problem")
    return ()


def file_problem(text: str | bytes) -> Problem:
    """Return the only problem of something that is no instance file at all."""
    with pytest.raises(InvalidFile) as caught:
        read_instance(text)
    [problem] = caught.value.problems
    return problem


def test_what_is_written_is_read_back_the_same() -> None:
    instance = worlds.two_campuses(published=worlds.lawful_two())
    assert read_instance(write_json(instance)) == instance
    assert read_timetable(write_json(worlds.lawful())) == worlds.lawful()


def test_writing_is_stable_readable_and_ends_with_a_newline() -> None:
    text = write_json(worlds.world(title="东校"))
    assert text == write_json(read_instance(text))
    assert text.endswith("}\n")
    assert '"title": "东校"' in text
    assert list(json.loads(text))[:3] == ["format", "id", "title"]


def test_a_byte_order_mark_is_no_reason_to_refuse() -> None:
    assert read_instance(b"\xef\xbb\xbf" + GOOD.encode()) == read_instance(GOOD)
    assert read_instance("\ufeff" + GOOD) == read_instance(GOOD)


def test_shape_and_reference_problems_of_all_collections_come_together() -> None:
    def change(data: dict[str, Any]) -> None:
        data["rooms"][3]["seats"] = "many"
        data["slots"][0]["start"] = "16：30"
        del data["classes"][1]["grade"]
        data["pupils"][2]["class_id"] = "9-9"
        data["adults"][0]["kind"] = "own_techer"
        data["week_of"] = "2026-03-03"

    found = problems(sent(change))
    assert found.keys() == {
        "/rooms/3/seats",
        "/slots/0/start",
        "/classes/1/grade",
        "/pupils/2/class_id",
        "/adults/0/kind",
        "/week_of",
    }
    assert found["/rooms/3/seats"].seen == '"many"'
    assert "整数" in found["/rooms/3/seats"].expected_zh
    assert "whole number" in found["/rooms/3/seats"].expected_en
    assert "16:30" in found["/slots/0/start"].expected_zh
    assert found["/classes/1/grade"].seen == "—"
    assert "Did you mean own_teacher?" in found["/adults/0/kind"].expected_en
    assert "2026-03-02" in found["/week_of"].expected_en


def test_a_broken_item_raises_no_false_alarm_about_its_id() -> None:
    # r1 is named by class 1-1, T1 is its homeroom teacher, chess is wished for.
    def change(data: dict[str, Any]) -> None:
        data["rooms"][0]["seats"] = -1
        data["adults"][0]["serves"] = "east"
        data["clubs"][0]["meetings_per_week"] = 0

    assert problems(sent(change)).keys() == {
        "/rooms/0/seats",
        "/adults/0/serves",
        "/clubs/0/meetings_per_week",
    }


def test_a_collection_that_cannot_be_read_makes_no_unknown_ids() -> None:
    def change(data: dict[str, Any]) -> None:
        data["rooms"] = {"r1": 6}
        del data["schools"]
        # Any unknown pupil may be this one.
        data["pupils"][0] = "p1"

    assert problems(sent(change)).keys() == {"/rooms", "/schools", "/pupils/0"}


def test_places_count_broken_items_too() -> None:
    def change(data: dict[str, Any]) -> None:
        data["pupils"][0]["id"] = "p 1"
        data["pupils"][1]["wishes"] = ["ches"]
        data["published"] = None

    found = problems(sent(change))
    assert found.keys() == {"/pupils/0/id", "/pupils/1/wishes/0"}
    assert "是不是想写 chess？" in found["/pupils/1/wishes/0"].expected_zh


def test_a_misspelt_field_gets_the_right_one_suggested() -> None:
    def change(data: dict[str, Any]) -> None:
        data["schools"][0]["limits"]["lesson_week"] = 6
        data["notse"] = []

    found = problems(sent(change))
    assert (
        "Did you mean lessons_week?"
        in found["/schools/0/limits/lesson_week"].expected_en
    )
    assert "是不是想写 notes？" in found["/notse"].expected_zh


def test_pins_are_named_by_their_place_in_the_file_not_by_their_kind() -> None:
    def change(data: dict[str, Any]) -> None:
        data["pins"] = [
            {"kind": "staff", "adult": "T1", "class_id": "1-1"},
            {"kind": "stuff", "adult": "T1"},
            {"kind": "room", "room": "r1", "slot": "mon-1", "klass_id": "1-1"},
        ]

    found = problems(sent(change))
    assert found.keys() == {"/pins/0/slot", "/pins/1", "/pins/2/klass_id"}
    assert "class_id" in found["/pins/2/klass_id"].expected_en


def test_hardship_is_never_repeated_in_a_message() -> None:
    def change(data: dict[str, Any]) -> None:
        data["pupils"][0]["hardship"] = ["low_incom_child"]
        data["pupils"][1]["hardship"] = "left_behind"

    with pytest.raises(InvalidInstance) as caught:
        read_instance(sent(change))
    assert len(caught.value.problems) == 2
    said = [
        problem.line("zh") + problem.line("en") for problem in caught.value.problems
    ]
    assert not any("low_incom_" in line or 'left_behind"' in line for line in said)


def test_the_published_timetable_is_read_with_the_same_care() -> None:
    def change(data: dict[str, Any]) -> None:
        data["published"]["groups"][0]["slots"] = []
        data["published"]["staff"][1]["role"] = "leed"

    found = problems(sent(change))
    assert found.keys() == {"/published/groups/0/slots", "/published/staff/1/role"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("", "empty", id="nothing"),
        pytest.param(" \n ", "empty", id="white space"),
        pytest.param(b"\xef\xbb\xbf", "empty", id="only a byte order mark"),
        pytest.param('{"id": "东"}'.encode("gb18030"), "GB18030", id="GB18030"),
        pytest.param("{}".encode("utf-16"), "UTF-16", id="UTF-16"),
        pytest.param('{"id": 1,}', "line 1, column 10", id="comma too many"),
        pytest.param('{"id": ', "not JSON", id="cut off"),
        pytest.param("[]", "JSON object", id="a list"),
        pytest.param("null", "JSON object", id="null"),
        pytest.param("[" * 100_000, "nested", id="deep beyond the reader"),
        pytest.param('{"id":' + "[" * 60 + "]" * 60 + "}", "nested", id="deep"),
        pytest.param('{"id": NaN}', "NaN", id="NaN"),
        pytest.param('{"id": -Infinity}', "NaN", id="Infinity"),
        pytest.param('{"id": 1e999}', "NaN", id="a float beyond all floats"),
        pytest.param('{"id": ' + "9" * 5000 + "}", "digits", id="5,000 digits"),
        pytest.param('{"a": {"id": 1, "id": 2}}', "twice", id="field given twice"),
        pytest.param('{"id": "\\ud800"}', "half characters", id="half a character"),
        pytest.param('{"id": "a\\u0000b"}', "control", id="control character"),
        pytest.param(b" " * (MOST_BYTES + 1), "64 MiB", id="too large, bytes"),
        pytest.param(" " * (MOST_BYTES + 1), "64 MiB", id="too large, text"),
        pytest.param("[" + "0," * 100_000 + "0]", "at most", id="endless list"),
    ],
)
def test_what_is_no_instance_file_is_refused_with_the_reason(
    text: str | bytes, word: str
) -> None:
    problem = file_problem(text)
    assert word in problem.expected_en
    assert problem.expected_zh


def test_a_field_given_twice_is_named_by_its_place() -> None:
    problem = file_problem('{"rooms": [{}, {"seats": 1, "seats": 2}]}')
    assert problem.where == "/rooms/1/seats"


@pytest.mark.parametrize(
    ("format", "word"),
    [
        ("kehou-instance/2", "upgrade"),
        ("kehou-timetable/1", "another kind"),
        (1, "another kind"),
    ],
)
def test_other_formats_are_refused_before_anything_else(format: Any, word: str) -> None:
    text = sent(lambda data: data.update(format=format, rooms=7))
    problem = file_problem(text)
    assert problem.where == "/format"
    assert word in problem.expected_en
    assert "kehou-instance/1" in problem.expected_zh


def test_a_hostile_file_gets_a_bounded_answer() -> None:
    text = sent(lambda data: data.update(pupils=[0] * 90_000, rooms=[0] * 90_000))
    with pytest.raises(InvalidInstance) as caught:
        read_instance(text)
    assert MOST_PROBLEMS <= len(caught.value.problems) <= MOST_PROBLEMS + 1


def test_a_hostile_item_gets_a_bounded_answer() -> None:
    def change(data: dict[str, Any]) -> None:
        data["pupils"][0]["wishes"] = [0] * 90_000

    assert problems(sent(change)).keys() == {"/pupils/0/wishes"}


def test_timetables_are_read_the_same_way() -> None:
    data = json.loads(write_json(worlds.lawful()))
    data["groups"][2]["kind"] = "tutoring"
    data["seats"][0]["pupil"] = 7
    with pytest.raises(InvalidInstance) as caught:
        read_timetable(json.dumps(data))
    assert [p.where for p in caught.value.problems] == [
        "/groups/2/kind",
        "/seats/0/pupil",
    ]
    with pytest.raises(InvalidFile, match="another kind"):
        read_timetable(GOOD)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from(sorted(json.loads(GOOD))), JSON_VALUES)
def test_any_value_in_any_field_is_read_or_refused_never_a_crash(
    field: str, value: Any
) -> None:
    text = sent(lambda data: data.update({field: value}))
    assert all(p.expected_zh and p.expected_en for p in problems_if_any(text))


@given(
    st.sampled_from(
        ["schools", "slots", "rooms", "classes", "pupils", "clubs", "adults", "vendors"]
    ),
    st.data(),
    JSON_VALUES,
)
def test_any_value_inside_an_item_is_read_or_refused_never_a_crash(
    name: str, data: st.DataObject, value: Any
) -> None:
    field = data.draw(st.sampled_from(sorted(json.loads(GOOD)[name][0])))
    text = sent(lambda sheet: sheet[name][0].update({field: value}))
    assert all(p.expected_zh and p.expected_en for p in problems_if_any(text))
