"""The house itself: nothing in it depends on one machine, and nothing is heavy."""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

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
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        caches = re.compile(r"/(\.[a-z_]+|__pycache__|out)/")
        paths = [p for p in ROOT.rglob("*") if not caches.search(p.as_posix())]
    return [path for path in paths if path.is_file()]


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


def test_the_licence_is_the_whole_text() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert PROJECT["project"]["license"] == "Apache-2.0"
