"""Runs every block of the tutorial, in its order, in one folder."""

import re
import shlex
from pathlib import Path
from typing import Any

from tests.api.conftest import Kehou

TUTORIAL = Path(__file__).parent.parent.parent / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_the_tutorial_does_what_it_says(kehou: Kehou) -> None:
    names: dict[str, Any] = {}
    blocks = BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))
    assert {language for language, _ in blocks} == {"sh", "python"}
    for language, text in blocks:
        if language == "python":
            exec(compile(text, str(TUTORIAL), "exec"), names)  # noqa: S102
        else:
            run_shell(kehou, text)
    assert names["proved"], "the program at the end proves something"


def run_shell(kehou: Kehou, text: str) -> None:
    """Run `kehou` lines; a line `# exit 5` says what the next one ends with."""
    wanted = 0
    for line in text.splitlines():
        if line.startswith("# exit "):
            wanted = int(line.removeprefix("# exit "))
            continue
        program, *words = shlex.split(line)
        assert program == "kehou", line
        said = kehou(*words)
        assert said.code == wanted, (line, said.err)
        wanted = 0
