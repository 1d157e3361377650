"""Words from a list, yes and no among them."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from kehou_instances.workbook.cells.base import Faulty, Look, Raw, Written, misread
from kehou_instances.workbook.cells.text import (
    clean_name,
    half_width,
    plain_or_quoted,
    unquoted,
)
from kehou_instances.workbook.words import OFTEN, YES_NO, Words
from kehou_solver.domain import Text


def folded(word: str) -> str:
    """Return a word as it is compared: no case, no spaces, half-width."""
    return "".join(half_width(word).casefold().replace("_", " ").split())


class Choice:
    """One of a few words, in Chinese, in English, or as the model spells it.

    Attributes:
        open: also take words that are not in the list, as they are.
    """

    look: Look = "text"

    def __init__(
        self,
        words: Words,
        *,
        value: Callable[[str], Any] = str,
        open: bool = False,
    ) -> None:
        self.words = words
        self.value = value
        self.open = open
        self._meant = {folded(key): key for key in words}
        for key, word in words.items():
            self._meant |= {folded(word.zh): key, folded(word.en): key}
        for spelling, key in OFTEN.items():
            if key in words:
                self._meant.setdefault(folded(spelling), str(key))

    @property
    def expected(self) -> Text:
        """List the words."""
        return Text(
            "、".join(word.zh for word in self.words.values()),
            ", ".join(word.en for word in self.words.values()),
        )

    def read(self, raw: Raw) -> Any:
        """Return the value of the model."""
        word = self._word(raw)
        if self.open and word.startswith('"'):
            return unquoted(word)
        meant = self._meant.get(folded(word))
        if meant is not None:
            return self.value(meant)
        if self.open:
            return word
        raise self._misread(word)

    def _word(self, raw: Raw) -> str:
        if isinstance(raw, bool):
            return str(raw)
        if isinstance(raw, int | float) and raw == raw and abs(raw) < 100:
            return str(int(raw)) if raw == int(raw) else str(raw)
        if isinstance(raw, Faulty) or not isinstance(raw, str):
            raise self._misread("")
        return raw.strip() if raw.startswith('"') else clean_name(raw)

    def _misread(self, word: str) -> Exception:
        zh, en = self.expected
        close = get_close_matches(folded(word), list(self._meant), n=1, cutoff=0.5)
        hint = self.words[self._meant[close[0]]] if close else None
        return misread(
            f"应是其中之一：{zh}" + (f"。是不是想写“{hint.zh}”？" if hint else ""),
            f"one of: {en}" + (f". Did you mean {hint.en!r}?" if hint else ""),
        )

    def write(self, value: Any) -> Written:
        """Write the Chinese word."""
        key = str(value).lower() if isinstance(value, bool) else str(value)
        word = self.words.get(key)
        if word is not None:
            return word.zh
        return plain_or_quoted(key, clean_name, odd=lambda k: folded(k) in self._meant)

    def validation(self) -> dict[str, Any] | None:
        """Offer the words as a drop-down."""
        return {
            "validate": "list",
            "source": [word.zh for word in self.words.values()],
        }


class Flag(Choice):
    """是 or 否."""

    def __init__(self) -> None:
        super().__init__(YES_NO, value=lambda key: key == "true")
