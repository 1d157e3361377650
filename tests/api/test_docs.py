"""The pages for people say what is there."""

import re
from pathlib import Path

import pytest
import typer

from kehou_api.cli.exits import Exit
from kehou_api.cli.main import app

ROOT = Path(__file__).parent.parent.parent
SERVICE = {"db", "serve", "worker", "settings"}
READMES = ("README.md", "README.zh-CN.md")
PAGES = (*READMES, "docs/tutorial.md", "docs/how-to-add-a-rule.md", "docs/operating.md")
HOW_TO = "docs/how-to-add-a-rule.md"

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
FILE = re.compile(r"`((?:[\w.-]+/)*[\w.-]+\.(?:py|md|toml|lock))`")
QUOTE = re.compile(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)```", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_in_the_readme_and_nothing_else_is(name: str) -> None:
    named = set(re.findall(r"`kehou (\w+)", page(name)))
    assert named == set(COMMANDS)


def test_every_command_is_in_the_tutorial_or_on_the_page_for_operators() -> None:
    lines = r"^`?kehou (?:--lang en )?(\w+)"
    used = set(re.findall(lines, page("docs/tutorial.md"), re.MULTILINE))
    operated = set(re.findall(r"`?kehou (\w+)", page("docs/operating.md")))
    assert used | (operated & SERVICE) == set(COMMANDS)
    assert not used & SERVICE


@pytest.mark.parametrize("name", READMES)
def test_every_exit_code_is_in_the_readme(name: str) -> None:
    rows = {int(code) for code in re.findall(r"^\| (\d+) \|", page(name), re.MULTILINE)}
    assert rows == {int(code) for code in Exit}


@pytest.mark.parametrize("name", PAGES)
def test_files_named_in_a_page_exist(name: str) -> None:
    made_on_the_way = {"out", "week", "kehou"}
    for path in FILE.findall(page(name)):
        if path.split("/")[0] not in made_on_the_way:
            assert (ROOT / path).exists(), path


@pytest.mark.parametrize("name", PAGES)
def test_links_of_a_page_lead_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    for link in re.findall(r"[^!]\[[^\]]+\]\(([^)#]+)\)", page(name)):
        if not link.startswith("https://"):
            assert (folder / link).exists(), link


def test_the_quoted_lines_of_the_walk_through_are_in_the_files() -> None:
    quotes = QUOTE.findall(page(HOW_TO))
    assert len(quotes) >= 5
    for path, lines in quotes:
        assert lines in (ROOT / path).read_text(encoding="utf-8"), path


def test_every_option_says_what_it_is_in_both_languages() -> None:
    for name, command in COMMANDS.items():
        helps = [command.help, *(getattr(p, "help", None) for p in command.params)]
        for words in helps:
            # typer's own --help is the one that is not ours.
            if words and not words.startswith("Show this"):
                assert re.search("[\u4e00-\u9fff]", words), (name, words)
                assert " / " in words, (name, words)
