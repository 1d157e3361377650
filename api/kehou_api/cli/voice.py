"""Speaking to whoever typed the command: language, people or program, out or aside."""

import json
from collections.abc import Mapping
from typing import Any

from rich.console import Console, RenderableType
from rich.text import Text as Line

LANGUAGES = ("zh", "en")


class Voice:
    """Where words go. People read `out` and `aside`; programs get JSON on stdout only.

    Attributes:
        lang: "zh" or "en".
        as_json: a program is listening: nothing but one JSON value goes to stdout.
    """

    def __init__(self, lang: str = "zh") -> None:
        self.lang = lang if lang in LANGUAGES else "zh"
        self.as_json = False

    @property
    def out(self) -> Console:
        """Standard output, looked up anew: tests and shells redirect it."""
        return Console(highlight=False, soft_wrap=False, quiet=self.as_json)

    @property
    def aside(self) -> Console:
        """Standard error: progress and complaints."""
        return Console(highlight=False, stderr=True)

    def pick(self, zh: str, en: str) -> str:
        """Return the words in the language spoken."""
        return zh if self.lang == "zh" else en

    def say(self, zh: str = "", en: str = "", style: str = "") -> None:
        """Print one line for people."""
        self.out.print(Line(plain(self.pick(zh, en)), style=style), soft_wrap=True)

    def show(self, thing: RenderableType) -> None:
        """Print a table or another rich thing for people."""
        self.out.print(thing)

    def complain(self, zh: str, en: str, style: str = "") -> None:
        """Print one line to standard error."""
        self.aside.print(Line(plain(self.pick(zh, en)), style=style), soft_wrap=True)

    def answer(self, value: Mapping[str, Any]) -> None:
        """Print the one JSON value a program asked for; nothing when people listen."""
        if self.as_json:
            print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


def plain(words: str) -> str:
    """Make words from a file harmless to a terminal: no control characters."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in words)
