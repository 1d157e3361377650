"""An answer to "why not?"."""

from typing import Any

from kehou_api.cli.voice import Voice
from kehou_solver.whynot import Answer


def show_answer(voice: Voice, answer: Answer, *, family: bool) -> None:
    """Print the answer; for the family only its own line."""
    if family:
        voice.say(answer.family_zh, answer.family_en)
        return
    voice.say(answer.zh, answer.en)


def document(answer: Answer, *, family: bool) -> dict[str, Any]:
    """Return the answer as JSON; the family's holds nothing but its line."""
    if family:
        return {"zh": answer.family_zh, "en": answer.family_en}
    return {"outcome": "answered", **answer.model_dump(mode="json")}
