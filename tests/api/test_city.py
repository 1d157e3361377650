"""`kehou city`: a city on disk, and what is refused before anything is written."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from kehou_api.cli import counting
from kehou_api.cli.voice import Voice
from kehou_instances.city import CityDocument, liuzhou, plan_city
from kehou_solver.domain.reading import read_instance
from tests.api.conftest import Kehou

GIVEN = ("--county-town-fee-fen", "9900", "--vendor-rate-cap-fen", "15000")
SMALL = "lz-045"


def test_a_city_is_a_plan_with_its_assumptions_and_a_file_for_each_community(
    kehou: Kehou,
) -> None:
    said = kehou("city", "--only", SMALL, *GIVEN, "-o", "town", "--json")
    assert said.code == 0
    assert said.json["files"] == ["town/city.json", f"town/communities/{SMALL}.json"]
    text = Path("town/city.json").read_text(encoding="utf-8")
    document = CityDocument.model_validate_json(text)
    assert document.plan == plan_city(0)
    assert document.recipe == liuzhou()
    assert document.given["county_town_fee"] == 9_900
    assert set(json.loads(text)["recipe"]["required"]) == {
        "county_town_fee",
        "vendor_rate_cap",
    }
    assert sum(tier.schools for tier in document.whole) == 625
    (line,) = document.files
    content = (Path("town") / line.file).read_bytes()
    assert sha256(content).hexdigest() == line.sha256
    assert len(content) == line.bytes
    assert len(read_instance(content).pupils) == line.pupils == said.json["pupils"]


def test_the_same_city_again_gives_the_same_bytes_over_the_old_ones(
    kehou: Kehou,
) -> None:
    def content() -> dict[str, bytes]:
        kehou("city", "--only", SMALL, *GIVEN, "-o", "town")
        files = Path("town").rglob("*.json")
        return {path.name: path.read_bytes() for path in files}

    assert content() == content()


def test_another_city_is_not_mixed_into_an_old_one(kehou: Kehou) -> None:
    folder = Path("town/communities")
    folder.mkdir(parents=True)
    (folder / "lz-001.json").write_text("{}")
    said = kehou("city", "--only", SMALL, *GIVEN, "-o", "town")
    assert said.code == 2
    assert "别的城市" in said.err
    assert [path.name for path in folder.iterdir()] == ["lz-001.json"]


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ((), "county_town_fee"),
        (GIVEN[:2], "vendor_rate_cap"),
        ((*GIVEN, "--fraction", "0"), "--fraction"),
        ((*GIVEN, "--only", "lz-000"), "lz-000"),
    ],
)
def test_what_is_missing_or_wrong_is_refused_before_anything_is_written(
    kehou: Kehou, words: tuple[str, ...], seen: str
) -> None:
    for lang in ("zh", "en"):
        said = kehou("--lang", lang, "city", *words, "-o", "town")
        assert said.code == 2
        assert seen in said.err
    assert list(Path().iterdir()) == []


def test_a_long_job_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = iter(range(100))
    monkeypatch.setattr(counting.time, "monotonic", lambda: next(now))
    with counting.counting(Voice("en"), 5) as step:
        for name in ("a", "b", "c", "d"):
            step(name)
    said = capsys.readouterr().err
    assert said.splitlines() == ["2/5 b (about 3 s left)", "4/5 d (about 1 s left)"]
