"""The file of a study: what it may say, and what is said about what it may not."""

from pathlib import Path

import pytest

from kehou_simulation.changes.absences import Absences
from kehou_simulation.changes.fewer_adults import FewerAdults
from kehou_simulation.scenarios import read_study
from kehou_solver.errors import InputError, InvalidFile, InvalidInstance

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"

GOOD = """
format = "kehou-study/1"
title = "师资与流感"
seed = 7
replications = 3
always = [{ kind = "absences", share = 0.05 }]

[base]
kind = "files"
folder = "schools"

[effort]
seconds = 10

[[scenarios]]
name = "early"
title_zh = "提前结束"
title_en = "ends early"

[[scenarios.changes]]
kind = "end_of_service"
time = "17:30"
least_minutes = 20
leave = { approved_by = "区教育局", reason = "试验", until = 2026-07-10 }

[[sweeps]]
name = "fewer"
title_zh = "减少教师"
title_en = "fewer teachers"
changes = [{ kind = "fewer_adults", who = { kinds = ["own_teacher"] }, percent = 0 }]
vary = "/0/percent"
values = [5, 10]
"""


def said(text: str) -> dict[str, str]:
    with pytest.raises(InputError) as refused:
        read_study(text.encode())
    return {one.where: one.expected_en for one in refused.value.problems}


def test_a_study_has_the_base_first_and_a_scenario_for_each_value() -> None:
    study, scenarios = read_study(GOOD.encode())
    assert [one.name for one in scenarios] == ["base", "early", "fewer-5", "fewer-10"]
    assert study.always == (Absences(kind="absences", share=0.05),)
    assert [type(one.changes[0]) for one in scenarios[2:]] == [FewerAdults] * 2
    assert [one.changes[0].percent for one in scenarios[2:]] == [5, 10]  # type: ignore[union-attr]
    assert scenarios[3].title.of("zh") == "减少教师：10"


def test_everything_wrong_is_said_at_once_and_where() -> None:
    bad = GOOD.replace("replications", "replicatons").replace("share", "shar")
    bad = bad.replace("seconds = 10", "seconds = 0")
    told = said(bad)
    assert "replications" in told["/replicatons"]
    assert (
        told["/always/0/shar"] == "no such field; mend the spelling or drop it. "
        "Did you mean share?"
    )
    assert "missing" in told["/always/0/share"]
    assert told["/effort/seconds"] == "more than 0.0"


@pytest.mark.parametrize(
    ("before", "after", "where", "words"),
    [
        ('"/0/percent"', '"/0/nothing/else"', "/sweeps/0/values/0", "nowhere"),
        ('"/0/percent"', '"/5/percent"', "/sweeps/0/values/0", "nowhere"),
        ("[5, 10]", "[5, 101]", "/sweeps/0/values/1", "at most 100"),
        ("[5, 10]", "[5, 5]", "/scenarios", "twice"),
        ('name = "early"', 'name = "base"', "/scenarios", "twice"),
        ('kind = "absences"', 'kind = "absence"', "/always/0", "kind must be one of"),
        ('kind = "absences", ', "", "/always/0", "kind is missing"),
        (
            "percent = 0 }",
            "percent = 0, adults = 3 }",
            "/sweeps/0/values/0",
            "percent or adults",
        ),
        ('format = "kehou-study/1"', 'format = "x"', "/format", "kehou-study/1"),
    ],
)
def test_each_mistake_is_named(before: str, after: str, where: str, words: str) -> None:
    assert before in GOOD
    told = said(GOOD.replace(before, after))
    place = next(one for one in told if one.startswith(where))
    assert words in told[place], told


@pytest.mark.parametrize("text", [b"\xff\xfe", b"title = ", b"x" * (1024 * 1024 + 1)])
def test_what_is_no_toml_is_refused(text: bytes) -> None:
    with pytest.raises(InvalidFile):
        read_study(text)


def test_too_many_scenarios_are_refused() -> None:
    many = GOOD.replace("[5, 10]", str(list(range(1, 101)))) + "".join(
        f'[[sweeps]]\nname = "s{n}"\ntitle_zh = "x"\ntitle_en = "x"\n'
        'vary = "/0/share"\n'
        f'changes = [{{ kind = "absences", share = 0 }}]\n'
        f"values = {[v / 100 for v in range(100)]}\n"
        for n in range(2)
    )
    with pytest.raises(InvalidInstance, match="at most 200 scenarios"):
        read_study(many.encode())


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda p: p.stem)
def test_the_examples_are_studies(path: Path) -> None:
    study, scenarios = read_study(path.read_bytes())
    assert study.title
    assert len(scenarios) > 1


def test_there_are_examples() -> None:
    assert len(list(EXAMPLES.glob("*.toml"))) == 5
