"""The house itself: nothing in it depends on one machine, and nothing is heavy."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements-build.lock", "requirements.lock", "requirements-test.lock")
FORBIDDEN = (
    # Put together here, so that this file does not hold what it looks for.
    "files." + "pythonhosted",
    "pypi" + ".org",
    "npmjs" + ".",
    "/" + "root/",
    "/" + "home/",
    "/" + "work/",
    "/" + "tmp/",
)


def tracked_files() -> list[Path]:
    """Return what git would keep, or every file outside the usual caches."""
    names = listed_by_git() if shutil.which("git") else None
    if names is not None:
        paths = [ROOT / name for name in names]
    else:
        caches = re.compile(r"/(\.[a-z_]+|__pycache__|out)/")
        inside = [path.relative_to(ROOT) for path in ROOT.rglob("*")]
        paths = [ROOT / p for p in inside if not caches.search(f"/{p.as_posix()}/")]
    return [path for path in paths if path.is_file()]


def listed_by_git() -> list[str] | None:
    """Return the names git keeps or would keep; None outside a checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        return None
    return [name for name in listed.stdout.split("\0") if name]


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    files = tracked_files()
    assert ROOT / "dev.py" in files
    for path in files:
        text = path.read_text(encoding="utf-8", errors="ignore")
        for words in FORBIDDEN:
            assert words not in text, f"{path.relative_to(ROOT)} holds {words}"


@pytest.mark.parametrize("name", LOCKS)
def test_every_pinned_package_has_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert pins
    for pin in pins:
        assert re.match(r"[a-z0-9._\[\]-]+==[^ ]+", pin), pin.splitlines()[0]
        assert "--hash=sha256:" in pin, pin.splitlines()[0]


def test_every_dependency_is_pinned() -> None:
    groups = PROJECT["dependency-groups"]
    wanted = {
        "requirements-build.lock": groups["build"],
        "requirements.lock": PROJECT["project"]["dependencies"],
        "requirements-test.lock": [
            *PROJECT["project"]["dependencies"],
            *groups["test"],
        ],
    }
    for name, ranges in wanted.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = set(re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE))
        asked = {re.match(r"[\w.-]+", one)[0].lower() for one in ranges}  # type: ignore[index]
        assert asked <= pinned, name


def test_the_run_and_test_locks_agree() -> None:
    pins = [
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in LOCKS[1:]
    ]
    assert pins[0] <= pins[1]


def test_the_version_is_said_once() -> None:
    said = PROJECT["project"]["version"]
    assert version("kehou") == said
    assert f"## [{said}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_readme_commands_are_words_of_dev_py() -> None:
    words = (ROOT / "dev.py").read_text(encoding="utf-8")
    for name in ("README.md", "README.zh-CN.md"):
        commands = re.findall(
            r"python3 dev\.py (\w+)", (ROOT / name).read_text(encoding="utf-8")
        )
        assert set(commands) >= {"run", "test"}
        for command in commands:
            assert f'word == "{command}"' in words


def test_dev_py_and_the_verifier_need_the_standard_library_only() -> None:
    for name in ("dev.py", "kehou_verify.py"):
        text = (ROOT / name).read_text(encoding="utf-8")
        imported = set(re.findall(r"^\s*(?:from|import) ([a-z_]+)", text, re.MULTILINE))
        assert imported <= sys.stdlib_module_names, name


@pytest.mark.parametrize(
    "module",
    [
        "kehou_api",
        "kehou_api.cli.main",
        "kehou_solver",
        "kehou_solver.checks",
        "kehou_solver.measures",
        "kehou_solver.report.pages",
        "kehou_solver.report.clauses",
        "kehou_instances.township",
    ],
)
def test_importing_loads_no_solver(module: str) -> None:
    assert loaded_by(module).isdisjoint({"ortools", "highspy", "pandas"})


def test_the_help_is_quick_because_it_loads_neither_law_nor_domain() -> None:
    loaded = loaded_by("kehou_api.cli.main")
    assert "typer" in loaded
    assert loaded.isdisjoint({"pydantic", "numpy", "jinja2", "xlsxwriter"})


def loaded_by(module: str) -> set[str]:
    """Return the top-level packages a fresh Python has after one import."""
    asked = (
        f"import sys, json, {module}; "
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(filter(None, sys.path)), "PATH": ""},
    )
    names = json.loads(done.stdout)
    assert isinstance(names, list)
    return set(names)


@pytest.fixture
def dev(tmp_path: Path) -> ModuleType:
    """Load a copy of dev.py that lives in an empty checkout and runs nothing."""
    for name in ("dev.py", "pyproject.toml", *LOCKS):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    spec = spec_from_file_location("dev", tmp_path / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ran = []  # type: ignore[attr-defined]
    module.codes = {}  # type: ignore[attr-defined]

    def call(command: list[object], *, quiet: bool = False) -> int:
        words = " ".join(map(str, command))
        module.ran.append(words)
        return next((c for seen, c in module.codes.items() if seen in words), 0)

    module.call = call  # type: ignore[attr-defined]
    return module


def pretend_venv(dev: ModuleType, place: Path) -> None:
    dev.BIN.mkdir(parents=True)
    dev.PYTHON.touch()
    (dev.VENV / "pyvenv.cfg").write_text(f"command = python -m venv {place}")


def test_a_second_set_up_does_nothing(dev: ModuleType) -> None:
    pretend_venv(dev, dev.VENV)
    dev.set_up("requirements.lock")
    assert len(dev.ran) == 3
    dev.set_up("requirements.lock")
    assert len(dev.ran) == 3


def test_a_changed_lock_is_installed(dev: ModuleType) -> None:
    pretend_venv(dev, dev.VENV)
    dev.set_up("requirements.lock")
    with (dev.HERE / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    dev.ran.clear()
    dev.set_up("requirements.lock")
    assert any("requirements.lock" in words for words in dev.ran)
    assert all("--require-hashes" in w or "--editable" in w for w in dev.ran)


def test_a_venv_that_came_with_a_copy_is_made_anew(dev: ModuleType) -> None:
    pretend_venv(dev, Path("somewhere/else/.venv"))
    dev.make_venv()
    assert [words.split()[1:4] for words in dev.ran] == [["-m", "venv", "--clear"]]


def test_without_the_venv_package_somebody_is_told_what_to_do(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    dev.codes["-m venv"] = 1
    with pytest.raises(SystemExit, match="python3-venv"):
        dev.make_venv()
    assert len(dev.ran) == 1


def test_as_root_on_debian_the_venv_package_is_fetched(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(dev.shutil, "which", lambda _: "apt-get")
    answers = iter([1, 0, 0, 0])

    def call(command: list[object], *, quiet: bool = False) -> int:
        dev.ran.append(" ".join(map(str, command)))
        return next(answers)

    dev.call = call  # type: ignore[attr-defined]
    dev.make_venv()
    assert [words.split()[-1] for words in dev.ran[1:3]] == ["update", "python3-venv"]
    assert dev.ran[0] == dev.ran[3]


def test_all_checks_run_and_one_failure_is_a_failure(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "set_up", lambda _: None)
    dev.codes["ruff format"] = 1
    assert dev.main(["check"]) == 1
    assert len(dev.ran) == len(dev.CHECKS)
    assert "failed: ruff format --check" in capsys.readouterr().out
    dev.codes.clear()
    assert dev.main(["check"]) == 0


def test_an_old_python_is_told_so(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))
    assert dev.main(["run"]) == 2
    assert "3.11" in capsys.readouterr().out
    assert dev.ran == []


def test_the_licence_is_the_whole_text() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert PROJECT["project"]["license"] == "Apache-2.0"
