"""The example studies can be read, and are about what the documentation says."""

from pathlib import Path

import pytest

from kehou_instances.city import plan_city
from kehou_simulation.scenarios import read_study
from kehou_simulation.scenarios.study import City

FOLDER = Path(__file__).parents[2] / "docs" / "examples"
EXAMPLES = sorted(FOLDER.glob("*.toml"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_compares_a_county_with_its_base(example: Path) -> None:
    study, scenarios = read_study(example.read_bytes())
    assert len(scenarios) > 1
    assert isinstance(study.base, City)
    assert study.base.districts
    county = [
        one
        for one in plan_city(study.base.seed).communities
        if one.district in study.base.districts
    ]
    assert (len(county), sum(len(one.schools) for one in county)) == (7, 77)


def test_there_are_the_five_the_documentation_names() -> None:
    names = {example.stem for example in EXAMPLES}
    assert names == {"evening", "flu", "participation", "pe", "retirees"}
