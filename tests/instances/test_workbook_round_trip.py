"""Whatever is written into a workbook is read back unchanged."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kehou_instances.ladder import generate
from kehou_instances.township import township_school
from kehou_instances.workbook import read_workbook, write_workbook
from kehou_instances.workbook.cells import Clock, Day, Free, Identifier, Many, Yuan
from kehou_instances.workbook.layout import OWNER, PUBLISHED, VALUE, model_of
from kehou_instances.workbook.sheets import SHEETS
from kehou_solver.domain import Instance, Timetable
from kehou_solver.domain.base import clock
from kehou_solver.domain.reading import read_instance
from kehou_solver.domain.validity import problems
from kehou_solver.errors import InvalidInstance
from tests.instances.bad_input.everything import everything
from tests.solver.worlds import adult, changed, lawful, two_campuses, world

# What text may be: everything but control and half characters, which the readers
# refuse in any file.
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\t="、，_x'),
    max_size=30,
)
TRICKY = "１（⑴—，、；：\"'无none_x0041_=+@3-.😀"
ID = st.text(
    st.sampled_from(TRICKY) | st.characters(exclude_categories=["Cs", "Cc"]),
    min_size=1,
    max_size=12,
).filter(lambda text: re.fullmatch(r"[^\s|/\\,;+]{1,64}", text) is not None)


def there_and_back(instance: Instance, folder: Path) -> Instance:
    write_workbook(instance, folder / "there.xlsx")
    return read_workbook(folder / "there.xlsx")


@pytest.mark.parametrize(
    "build",
    [
        pytest.param(world, id="tiny"),
        pytest.param(lambda: world(published=lawful()), id="published"),
        pytest.param(lambda: world(published=Timetable()), id="published but empty"),
        pytest.param(two_campuses, id="two campuses"),
        pytest.param(everything, id="everything"),
        pytest.param(township_school, id="township school"),
        pytest.param(lambda: generate("XS", 3).instance, id="ladder XS"),
        pytest.param(lambda: generate("S", 3).instance, id="ladder S"),
    ],
)
def test_an_instance_comes_back_equal(
    build: Callable[[], Instance], tmp_path: Path
) -> None:
    instance = build()
    assert there_and_back(instance, tmp_path) == instance


def test_a_planted_timetable_comes_back_as_published(tmp_path: Path) -> None:
    planted = generate("S", 3)
    instance = changed(planted.instance, published=planted.timetable)
    assert there_and_back(instance, tmp_path) == instance


def test_every_sheet_of_the_full_example_has_a_row(tmp_path: Path) -> None:
    write_workbook(everything(), tmp_path / "full.xlsx")
    book = openpyxl.load_workbook(tmp_path / "full.xlsx")
    assert [
        sheet.title.zh for sheet in SHEETS if book[sheet.title.zh].max_row < 2
    ] == []


def test_every_field_of_the_model_has_a_column() -> None:
    """A field without a column would be lost without a word."""
    covered: set[tuple[str, str]] = set()
    for sheet in SHEETS:
        for column in sheet.columns:
            for model in sheet.models:
                inner: Any = model
                *outer, last = column.field.split(".")
                for name in outer:
                    inner = model_of(inner.model_fields[name].annotation)
                covered.add((inner.__name__, last))
    # Rows of other sheets go into these; the formats are fixed or settled elsewhere.
    placed = {(sheet.at[-1]) for sheet in SHEETS if sheet.at} | {
        "limits",
        "money",
        "published",
        "draw",
    }
    models = {model for sheet in SHEETS for model in sheet.models}
    missing = {
        (model.__name__, name)
        for model in models
        for name in model.model_fields
        if (model.__name__, name) not in covered and name not in placed
    }
    assert missing == set()
    special = {field for _, field in covered} & {OWNER, VALUE, PUBLISHED}
    assert special == {OWNER, VALUE, PUBLISHED}


def test_the_same_instance_gives_the_same_file(tmp_path: Path) -> None:
    write_workbook(everything(), tmp_path / "one.xlsx")
    write_workbook(everything(), tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def renamed(value: Any, names: dict[str, str]) -> Any:
    """Put new ids for old ones everywhere in JSON data."""
    if isinstance(value, dict):
        return {key: renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [renamed(inner, names) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    """Vary names, ids, amounts and optional parts of the full example."""
    data = json.loads(everything().model_dump_json())
    data |= {
        "title": draw(TEXT),
        "notes": draw(st.lists(TEXT, max_size=3)),
        "goals": draw(st.none() | st.lists(TEXT, max_size=3, unique=True)),
    }
    for name in ("districts", "schools", "rooms", "clubs", "adults", "vendors"):
        for item in data[name]:
            item["name"] = draw(TEXT)
    for school in data["schools"]:
        school["money"]["external_ceiling_fen"] = draw(
            st.none() | st.integers(0, 10**12)
        )
        school["limits"]["late_from"] = clock(draw(st.integers(0, 1440)))
        school["no_homework_weekdays"] = draw(st.lists(st.integers(1, 7), max_size=4))
    for person in data["adults"]:
        person["time_bank_minutes"] = draw(
            st.integers() | st.integers(-(10**400), 10**400)
        )
        person["pay_fen_per_lesson"] = draw(st.integers(0, 8000))
        person["clubs"] = draw(
            st.sampled_from([None, [], ["chess"], ["robots", "swim"]])
        )
        person["free"] = draw(st.sampled_from([None, [], ["tue-2", "mon-1"]]))
        person["duties"] = draw(st.permutations(person["duties"]))
        for sheet in (person["papers"], person["qualifications"]):
            for item in sheet:
                first = draw(st.dates(date(1, 1, 1), date(2026, 1, 1)))
                item["valid_from"] = first.isoformat()
    for pupil in data["pupils"]:
        pupil["weekdays"] = draw(st.lists(st.integers(1, 7), max_size=7))
    old = {
        item["id"]
        for name in ("slots", "rooms", "classes", "pupils", "clubs", "adults")
        for item in data[name]
    }
    new = draw(
        st.lists(ID, min_size=len(old), max_size=len(old), unique=True)
        if draw(st.booleans())
        else st.just(sorted(old))
    )
    data = renamed(data, dict(zip(sorted(old), new, strict=True)))
    return read_instance(json.dumps(data))


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(instances())
def test_any_valid_instance_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, instance: Instance
) -> None:
    assert problems(instance) == []
    assert there_and_back(instance, tmp_path_factory.mktemp("any")) == instance


@given(ID)
def test_any_id_survives_a_cell(name: str) -> None:
    assert Identifier().read(Identifier().write(name)) == name


@given(st.lists(ID, max_size=5))
def test_any_list_of_ids_survives_a_cell(names: list[str]) -> None:
    cell = Many(Identifier())
    assert cell.read(cell.write(names)) == names


@given(TEXT)
def test_any_text_survives_a_cell(text: str) -> None:
    assert Free(None).read(Free(None).write(text)) == text


@given(st.lists(TEXT, max_size=4))
def test_any_list_of_texts_survives_a_cell(texts: list[str]) -> None:
    cell = Many(Free(None))
    assert cell.read(cell.write(texts)) == texts


@given(st.integers(0, 10**12))
def test_any_amount_survives_a_cell(fen: int) -> None:
    assert Yuan().read(Yuan().write(fen)) == fen
    # Sixteen digits are what the file format keeps of a number.
    assert Yuan().read(float(f"{Yuan().write(fen):.16G}")) == fen


def test_every_minute_survives_a_cell() -> None:
    # 24:00 is 1.0, which without its format could also be the number one.
    for minutes in range(24 * 60):
        written = Clock().write(clock(minutes))
        assert isinstance(written, float)
        assert Clock().read(float(f"{written:.16G}")) == clock(minutes)


@given(st.dates())
def test_any_date_survives_a_cell(day: date) -> None:
    assert Day().read(Day().write(day.isoformat())) == day.isoformat()


def test_midnight_at_the_end_of_the_day_is_kept(tmp_path: Path) -> None:
    late = adult(
        "N1",
        world().adults[3].kind,
        duties=(changed(world().adults[0].duties[0], end=24 * 60),),
    )
    instance = world(adults=(*world().adults, late))
    assert there_and_back(instance, tmp_path).adults[-1].duties[0].end == 24 * 60


def test_a_list_too_long_for_a_cell_is_refused_not_cut(tmp_path: Path) -> None:
    long = tuple(f"feature-{'x' * 50}-{number}" for number in range(600))
    rooms = (changed(world().rooms[0], features=long), *world().rooms[1:])
    with pytest.raises(InvalidInstance) as raised:
        write_workbook(world(rooms=rooms), tmp_path / "long.xlsx")
    assert raised.value.problems[0].where == "教室!E2 设施"
    assert not (tmp_path / "long.xlsx").exists()


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://example.org","打开")'
    instance = changed(
        everything(), title=evil, notes=("+1+1", "-2", "@SUM(A1)", "=1+1")
    )
    write_workbook(instance, tmp_path / "evil.xlsx")
    book = openpyxl.load_workbook(tmp_path / "evil.xlsx")
    kinds = {
        cell.data_type
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
    }
    assert "f" not in kinds
    assert book["概况"]["C2"].value == evil
    assert book["概况"]["C2"].hyperlink is None
    assert read_workbook(tmp_path / "evil.xlsx") == instance
