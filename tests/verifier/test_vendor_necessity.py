"""The verifier counts the sets of vendor necessity again, by itself."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from kehou_instances.ladder import generate
from tests.solver import worlds as w
from tests.solver.necessity.test_vendor_necessity import crowded
from tests.verifier.loaded import verifier
from tests.verifier.weeks import Documents, documents, failing, raw

NAME = "vendor_necessity"


@cache
def told() -> Documents:
    """Return the result of the crowded school, whose vendor is needed."""
    return measured(documents(crowded(), w.lawful()))


def measured(found: Documents) -> Documents:
    """Claim the goals as they are; only vendor necessity is looked at here."""
    for line in verifier.judge(raw(found)):
        if line["part"] == "goal":
            for goal in found["claims"]["goals"]:
                if goal["name"] == line["name"]:
                    goal["value"] = line["measured"]
    return found


def verdict(found: Documents) -> str:
    lines = {line["name"]: line["verdict"] for line in verifier.judge(raw(found))}
    said = lines[NAME]
    assert isinstance(said, str)
    return said


def lesson(found: Documents) -> dict[str, Any]:
    (one,) = found["claims"][NAME]
    assert isinstance(one, dict)
    return one


def test_an_honest_set_is_accepted() -> None:
    one = lesson(told())
    assert one["verdict"] == "necessary"
    assert (one["needed"], one["available"]) == (3, 2)
    assert verdict(told()) == "kept"


def dropped(one: dict[str, Any]) -> None:
    one["sessions"].pop()


def dropped_and_recounted(one: dict[str, Any]) -> None:
    one["sessions"] = [s for s in one["sessions"] if s["group"] != "1-1@tue-2"]
    one["needed"] = 2


def twice(one: dict[str, Any]) -> None:
    one["sessions"].append(one["sessions"][0])


def forgotten(one: dict[str, Any]) -> None:
    one["givers"].pop()


def understated(one: dict[str, Any]) -> None:
    one["givers"][0]["most"] = 0


def misadded(one: dict[str, Any]) -> None:
    one["available"] = 1


def overstated(one: dict[str, Any]) -> None:
    one["needed"] = 9


def of_somebody_else(one: dict[str, Any]) -> None:
    one["adult"] = "C1"


def without_the_lesson(one: dict[str, Any]) -> None:
    one["sessions"] = [s for s in one["sessions"] if s["group"] != "robots"]


def in_a_week_there_is_not(one: dict[str, Any]) -> None:
    one["week"] = "odd"


@pytest.mark.parametrize(
    "spoil",
    [
        dropped,
        dropped_and_recounted,
        twice,
        forgotten,
        understated,
        misadded,
        overstated,
        of_somebody_else,
        without_the_lesson,
        in_a_week_there_is_not,
    ],
)
def test_a_false_set_is_found_out(spoil: Callable[[dict[str, Any]], None]) -> None:
    doctored = deepcopy(told())
    spoil(lesson(doctored))
    assert failing(doctored) == {NAME}


def test_a_lesson_that_is_left_out_is_found_out() -> None:
    doctored = deepcopy(told())
    doctored["claims"][NAME] = []
    assert failing(doctored) == {NAME}


def test_calling_it_a_convenience_claims_nothing_and_is_accepted() -> None:
    modest = deepcopy(told())
    lesson(modest)["verdict"] = "convenience"
    assert verdict(modest) == "kept"


def test_calling_a_convenience_necessary_is_found_out() -> None:
    bold = measured(documents(w.world(), w.lawful()))
    assert lesson(bold)["verdict"] == "convenience"
    lesson(bold)["verdict"] = "necessary"
    assert failing(bold) == {NAME}


def test_claims_without_a_word_about_it_are_read_and_not_shown_as_kept() -> None:
    silent = deepcopy(told())
    del silent["claims"][NAME]
    assert verdict(silent) == "not_asked"


@pytest.mark.parametrize(("size", "seed"), [("XS", 2), ("M", 2)])
def test_the_two_witnesses_count_alike_at_generated_schools(
    size: str, seed: int
) -> None:
    planted = generate(size, seed)
    found = documents(planted.instance, planted.timetable)
    assert any(x["verdict"] == "necessary" for x in found["claims"][NAME])
    assert verdict(found) == "kept"
