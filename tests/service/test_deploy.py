"""Files for containers and systemd name what exists; no engine is needed to see it."""

import re
from pathlib import Path

import pytest
import typer
import yaml

from kehou_api.cli.main import app
from kehou_api.settings import ServiceSettings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "api" / "deploy"
FILES = sorted(DEPLOY.iterdir())
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_settings_named_there_exist(file: Path) -> None:
    known = {f"KEHOU_{name.upper()}" for name in ServiceSettings.model_fields}
    named = set(re.findall(r"KEHOU_[A-Z_]+", file.read_text(encoding="utf-8")))
    assert named - {"KEHOU_DB_PASSWORD"} <= known


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_commands_run_there_exist(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    run = re.findall(r'"kehou", "(\w+)"|bin/kehou (\w+)', text)
    assert run
    assert {one or other for one, other in run} <= set(COMMANDS)


def test_the_container_copies_files_that_exist() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    for line in re.findall(r"^COPY (?!--)(.+) \S+$", text, re.MULTILINE):
        for name in line.split():
            assert (ROOT / name).exists(), name


def test_the_compose_file_starts_a_database_before_its_users() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert services["web"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert services["worker"]["environment"] == services["web"]["environment"]
    for service in services.values():
        for port in service.get("ports", ()):
            assert port.startswith("127.0.0.1:"), "a proxy with TLS goes in front"
