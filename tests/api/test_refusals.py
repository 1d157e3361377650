"""What is wrong is said once, in words, with the right exit code."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kehou_api.cli import solving
from kehou_solver.domain.answer import Outcome
from kehou_solver.errors import AuditDisagreement
from tests.api.answers import found
from tests.api.conftest import Kehou, put
from tests.solver.worlds import world


def test_a_missing_file_is_the_senders_to_mend(kehou: Kehou) -> None:
    said = kehou("solve", "nowhere.json")
    assert said.code == 2
    assert "nowhere.json" in said.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("empty.json", b"", id="empty"),
        pytest.param("broken.json", b"{", id="not JSON"),
        pytest.param("list.json", b"[1, 2]", id="a list"),
        pytest.param("latin.json", b"\xff\xfe\x00", id="not UTF-8"),
        pytest.param("other.json", b'{"format": "kehou-instance/9"}', id="too new"),
        pytest.param("text.txt", b"{}", id="another kind of file"),
        pytest.param("fake.xlsx", b"PK not really", id="not a workbook"),
    ],
)
def test_a_file_that_is_not_what_it_claims_is_refused(
    kehou: Kehou, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    said = kehou("solve", name, "--json")
    assert said.code == 2
    assert said.json["outcome"] == "refused"
    assert said.json["problems"]
    assert not Path("out").exists()


def test_all_problems_are_printed_one_per_line(kehou: Kehou, tmp_path: Path) -> None:
    data = json.loads(put(tmp_path, "good.json", world()).read_text(encoding="utf-8"))
    data["classes"][0]["school"] = "nowhere"
    data["rooms"][0]["seats"] = -1
    Path("bad.json").write_text(json.dumps(data), encoding="utf-8")
    said = kehou("--lang", "en", "solve", "bad.json")
    lines = [line for line in said.err.splitlines() if line.startswith("- ")]
    assert said.code == 2
    assert len(lines) >= 2
    assert any("/rooms/0/seats" in line for line in lines)


@pytest.mark.parametrize("words", [(), ("dance",), ("solve",), ("solve", "--seconds")])
def test_a_mistyped_command_is_code_2(kehou: Kehou, words: tuple[str, ...]) -> None:
    assert kehou(*words).code == 2


def test_our_own_mistake_is_code_1_without_details(
    kehou: Kehou, monkeypatch: pytest.MonkeyPatch, instance_file: Path
) -> None:
    def wrong(*_: object, **__: object) -> Outcome:
        raise AuditDisagreement("secret details of T1")

    monkeypatch.setattr(solving, "the_solver", lambda: wrong)
    said = kehou("solve", instance_file, "--json", "--lang", "en")
    assert said.code == 1
    assert said.json == {"outcome": "defect", "code": "defect.audit"}
    assert "our own mistake" in said.err
    assert "secret" not in said.err


def test_an_unforeseen_error_is_our_mistake_too(
    kehou: Kehou, monkeypatch: pytest.MonkeyPatch, instance_file: Path
) -> None:
    def wrong(*_: object, **__: object) -> Outcome:
        raise ZeroDivisionError

    monkeypatch.setattr(solving, "the_solver", lambda: wrong)
    said = kehou("solve", instance_file)
    assert said.code == 1
    assert "defect.unexpected" in said.err


def test_a_folder_that_cannot_be_made_is_refused(
    kehou: Kehou, answering: Callable[[Outcome], None], instance_file: Path
) -> None:
    answering(found())
    Path("taken").write_text("a file", encoding="utf-8")
    said = kehou("solve", instance_file, "-o", "taken")
    assert said.code == 2
    assert Path("taken").read_text(encoding="utf-8") == "a file"


def test_a_failure_while_writing_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    from kehou_api.cli.files import write_folder

    (tmp_path / "a.txt").write_text("old", encoding="utf-8")

    def fail(_: Path) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_folder(tmp_path, {"a.txt": lambda p: p.touch(), "b.txt": fail})
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "old"


def test_the_language_can_come_from_the_environment(
    kehou: Kehou, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEHOU_LANG", "en")
    assert "The input has" in kehou("solve", "nowhere.json").err
    assert "输入有" in kehou("--lang", "zh", "solve", "nowhere.json").err


def test_an_unknown_language_in_the_environment_means_chinese(
    kehou: Kehou, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEHOU_LANG", "xx")
    assert "输入有" in kehou("solve", "nowhere.json").err
