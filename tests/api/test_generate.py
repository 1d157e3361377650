"""`kehou generate`, `kehou template`, `kehou schema`: where instances come from."""

import json
from pathlib import Path

import openpyxl
import pytest

from kehou_solver.domain.reading import read_instance
from tests.api.conftest import Kehou


def test_a_generated_school_reads_back(kehou: Kehou) -> None:
    assert kehou("generate", "XS", "--seed", "3", "-o", "xs.json").code == 0
    assert len(read_instance(Path("xs.json").read_bytes()).classes) == 6


def test_the_same_seed_gives_the_same_bytes(kehou: Kehou) -> None:
    for name in ("a.json", "b.json"):
        kehou("generate", "xs", "--seed", "5", "-o", name)
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()


def test_a_school_written_as_a_workbook_is_read_like_its_json(kehou: Kehou) -> None:
    kehou("generate", "XS", "-o", "xs.json")
    kehou("generate", "XS", "-o", "xs.xlsx")
    assert kehou("explain", "xs.json", "--json", "--seconds", "20").code == 0
    assert kehou("explain", "xs.xlsx", "--json", "--seconds", "20").code == 0


@pytest.mark.parametrize(
    "words", [("generate", "XXL"), ("generate", "XS", "-o", "x.y")]
)
def test_an_unknown_size_or_kind_of_file_is_refused(
    kehou: Kehou, words: tuple[str, ...]
) -> None:
    assert kehou(*words).code == 2
    assert list(Path().iterdir()) == []


def test_the_template_opens_as_a_workbook(kehou: Kehou) -> None:
    said = kehou("template", "-o", "fill-in.xlsx", "--json")
    assert (said.code, said.json["files"]) == (0, ["fill-in.xlsx"])
    assert len(openpyxl.load_workbook("fill-in.xlsx").sheetnames) > 3


@pytest.mark.parametrize(
    ("document", "field"), [("instance", "week_of"), ("timetable", "groups")]
)
def test_the_schema_names_the_fields(kehou: Kehou, document: str, field: str) -> None:
    said = kehou("schema", document)
    assert said.code == 0
    assert field in json.loads(said.out)["properties"]
