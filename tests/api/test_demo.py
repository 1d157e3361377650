"""`kehou demo`: two schools, and claims that are computed, not written."""

from pathlib import Path

import pytest

from kehou_api.cli import solving
from kehou_solver.domain.answer import Found, Outcome
from kehou_solver.domain.instance import Instance
from tests.api.answers import IMPOSSIBLE
from tests.api.conftest import Kehou


def copy_cat(instance: Instance, *_: object, **__: object) -> Outcome:
    """Hand the published roster back: no better than it anywhere."""
    if instance.published is None:
        return IMPOSSIBLE
    return Found(instance.published, goals=(), seconds=0.1, seed=0, workers=1)


def test_the_demo_plans_both_schools_and_writes_all_files(kehou: Kehou) -> None:
    said = kehou("demo", "--size", "XS", "--seconds", "8", "--json")
    assert said.code == 0
    assert said.json["township"]["outcome"] == "found"
    assert said.json["city"]["outcome"] == "found"
    verdicts = {
        row["name"]: row["verdict"] for row in said.json["township"]["comparison"]
    }
    assert verdicts["double_bookings"] == "better"
    assert verdicts["broken_rules"] == "better"
    assert verdicts["covered"] == "equal"
    for folder in ("township-school", "city-school-xs"):
        names = {path.name for path in Path("out", folder).iterdir()}
        assert {"instance.json", "result.zip", "timetable.xlsx"} <= names


def test_the_demo_does_not_flatter(
    kehou: Kehou, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solving, "the_solver", lambda: copy_cat)
    said = kehou("demo", "--size", "XS", "--lang", "en")
    assert said.code == 3
    assert "better" not in said.out
    assert "Both timetables passed" not in said.out
    assert "No lawful timetable exists" in said.out


@pytest.mark.parametrize(("lang", "words"), [("zh", "学校公布"), ("en", "published")])
def test_the_comparison_is_shown_in_both_languages(
    kehou: Kehou, monkeypatch: pytest.MonkeyPatch, lang: str, words: str
) -> None:
    monkeypatch.setattr(solving, "the_solver", lambda: copy_cat)
    assert words in kehou("demo", "--size", "XS", "--lang", lang).out
