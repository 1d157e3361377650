"""What the tests of the doors share: a `kehou` to type at, and small worlds on disk."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kehou_api.cli import solving
from kehou_api.cli.main import run
from kehou_solver.domain.answer import Outcome
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading import write_json
from kehou_solver.domain.timetable import Timetable
from tests.solver.worlds import lawful, world


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Mapping[str, Any]:
        """Parse standard output, all of it, as one JSON object."""
        value = json.loads(self.out)
        assert isinstance(value, dict)
        return value


Kehou = Callable[..., Said]


@pytest.fixture
def kehou(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Kehou:
    """Type a command line in an empty folder, in this process."""
    monkeypatch.chdir(tmp_path)
    for name in ("KEHOU_LANG", "KEHOU_TRACEBACK", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def type_in(*words: str | Path) -> Said:
        capsys.readouterr()
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Said(code, said.out, said.err)

    return type_in


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[Outcome], None]:
    """Replace the solver by one that gives the answer it is told."""

    def answer_with(outcome: Outcome) -> None:
        monkeypatch.setattr(solving, "the_solver", lambda: lambda *_, **__: outcome)

    return answer_with


def put(folder: Path, name: str, model: Instance | Timetable) -> Path:
    """Write a model as JSON and return the path."""
    path = folder / name
    path.write_text(write_json(model), encoding="utf-8")
    return path


@pytest.fixture
def instance_file(tmp_path: Path) -> Path:
    """Put the tiny school on disk."""
    return put(tmp_path, "school.json", world())


@pytest.fixture
def timetable_file(tmp_path: Path) -> Path:
    """Put its lawful week on disk."""
    return put(tmp_path, "week.json", lawful())
