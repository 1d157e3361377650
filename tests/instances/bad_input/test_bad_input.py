"""Hundreds of bad files are sent; each is answered in clear words, and none gets in.

A file counts as clear if it is refused with InvalidFile or InvalidInstance, every
problem has a place and a way out in both languages, and one of them names the place
that was spoilt. Random damage may leave a file valid; that is counted apart.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from kehou_instances.workbook import read_workbook
from kehou_solver.domain import Timetable
from kehou_solver.domain.reading import read_instance, write_json
from kehou_solver.errors import InputError, InvalidFile, InvalidInstance
from tests.instances.bad_input import json_files, workbook_cells, workbook_shapes
from tests.instances.bad_input.editing import book_of
from tests.instances.bad_input.everything import everything
from tests.instances.bad_input.spoilt import Spoilt, is_clear

Record = Callable[[str, object], None]
"""pytest's `record_property`: what is counted is printed at the end of the run."""

SEED = 20260302


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> list[Spoilt]:
    return list(bad_workbooks(tmp_path_factory.mktemp("bad")))


def bad_workbooks(folder: Path) -> Iterator[Spoilt]:
    whole = book_of(everything(), folder)
    yield from workbook_cells.one_wrong_cell(whole, SEED, folder)
    yield from workbook_shapes.wrong_shapes(whole, folder)
    yield from workbook_shapes.wrong_meanings(whole, folder)
    content = (folder / "whole.xlsx").read_bytes()
    yield from workbook_shapes.wrong_files(content, SEED)


def bad_json() -> Iterator[Spoilt]:
    data = json.loads(write_json(everything()))
    yield from json_files.wrong_values(data, SEED)
    yield from json_files.wrong_meanings(data)
    yield from json_files.wrong_files(data, SEED)


def answer_to(spoilt: Spoilt, folder: Path) -> str:
    """Send one file and return "clear", "still valid", or what went wrong."""
    path = spoilt.written_to(folder)
    try:
        if spoilt.suffix == ".xlsx":
            read_workbook(path)
        else:
            read_instance(path.read_bytes())
    except InputError as error:
        problems = error.problems
        if type(error) not in (InvalidFile, InvalidInstance):
            return f"another error: {type(error).__name__}"
        if not problems or not all(is_clear(problem) for problem in problems):
            return f"not clear: {error}"
        if not spoilt.named_by(problems):
            seen = ", ".join(problem.where for problem in problems[:5])
            return f"expected {spoilt.place}, got {seen}"
        return "clear"
    except Exception as error:
        return f"escaped: {type(error).__name__}: {error}"
    return "still valid" if spoilt.by_chance else "accepted"


def try_all(files: Sequence[Spoilt], folder: Path, record: Record, what: str) -> int:
    """Send all files, print the count, and fail with a list of bad answers."""
    answers = {spoilt.name: answer_to(spoilt, folder) for spoilt in files}
    assert len(answers) == len(files), "two files of one name"
    counted = Counter(answers.values())
    record(
        "counted",
        f"{what}: tried {len(answers)}, clear {counted['clear']}, "
        f"still valid by chance {counted['still valid']}",
    )
    bad = {
        name: answer
        for name, answer in answers.items()
        if answer not in ("clear", "still valid")
    }
    assert bad == {}
    assert counted["clear"] > 0.9 * len(answers)
    return len(answers)


def test_every_bad_workbook_is_answered_in_clear_words(
    workbooks: list[Spoilt], tmp_path: Path, record_property: Record
) -> None:
    assert try_all(workbooks, tmp_path, record_property, "bad workbooks") >= 200


def test_every_bad_json_file_is_answered_in_clear_words(
    tmp_path: Path, record_property: Record
) -> None:
    assert try_all(list(bad_json()), tmp_path, record_property, "bad JSON files") >= 100


def test_the_unspoilt_files_are_accepted(tmp_path: Path) -> None:
    book_of(everything(), tmp_path)
    assert read_workbook(tmp_path / "whole.xlsx") == everything()
    assert read_instance(write_json(everything())) == everything()


SAMPLE = (
    "empty",
    "PDF renamed",
    "zip bomb",
    "cut at 0.6",
    "no sheet 人员",
    "renamed column on 教室",
    "slot ends before it starts",
    "future version",
    "GB18030",
    "deep lists",
    "unknown field",
    "late consent",
)


def test_the_command_line_leaves_with_code_2_and_says_why(
    workbooks: list[Spoilt], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main = pytest.importorskip("kehou_api.cli.main", reason="no command line yet")
    lawful = tmp_path / "timetable.json"
    lawful.write_text(write_json(Timetable()), encoding="utf-8")
    found = {
        (spoilt.name, spoilt.suffix): spoilt
        for spoilt in (*workbooks, *bad_json())
        if spoilt.name in SAMPLE
    }
    assert {name for name, _ in found} == set(SAMPLE)
    for number, spoilt in enumerate(found.values()):
        path = str(spoilt.written_to(tmp_path))
        command = ("check", path, str(lawful)) if number % 2 else ("solve", path)
        assert main.run([*command, "--json"]) == 2, spoilt.name
        said = capsys.readouterr()
        problems = json.loads(said.out)["problems"]
        assert problems, spoilt.name
        assert all(
            problem[part]
            for problem in problems
            for part in ("where", "seen", "expected_zh", "expected_en")
        )
        assert "Traceback" not in said.err


@pytest.mark.parametrize("name", ["slot ends before it starts", "late consent"])
def test_a_real_process_leaves_with_code_2(
    workbooks: list[Spoilt], name: str, tmp_path: Path
) -> None:
    pytest.importorskip("kehou_api.cli.main", reason="no command line yet")
    spoilt = next(spoilt for spoilt in (*bad_json(), *workbooks) if spoilt.name == name)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "kehou_api.cli",
            "solve",
            str(spoilt.written_to(tmp_path)),
        ],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert done.returncode == 2
    assert "看到".encode() in done.stderr
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
