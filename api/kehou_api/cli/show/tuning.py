"""What a tuning run found, in the terminal and as JSON: both halves side by side."""

import json
from collections.abc import Sequence
from typing import Any

from kehou_api.cli.show.frames import cell, frame
from kehou_api.cli.voice import Voice
from kehou_solver.tuning import Against, Tuned
from kehou_solver.tuning.space import changes


def as_document(
    tuned: Tuned,
    cases: Sequence[str],
    seconds: float,
    candidates: int,
    hold_back: float,
    seed: int,
) -> dict[str, Any]:
    """Return the result, with every run and what is needed to do it again."""
    return {
        "outcome": "tuned",
        "recommended": tuned.recommended,
        "stopped": tuned.stopped,
        "changes": changes(tuned.best) if tuned.best else {},
        "training": {"cases": list(tuned.training)} | _fared(tuned.on_training),
        "held_back": {"cases": list(tuned.held_back)} | _fared(tuned.on_held_back),
        "asked": {
            "cases": list(cases),
            "seconds": seconds,
            "candidates": candidates,
            "hold_back": hold_back,
            "seed": seed,
        },
        "runs": [
            {"case": run.case, "changes": changes(run.tuning), "values": run.values}
            for run in tuned.runs
        ],
    }


def _fared(against: Against) -> dict[str, Any]:
    return {
        "better": against.better,
        "level": against.level,
        "worse": against.worse,
        "luck": round(against.luck, 4),
    }


def as_text(document: dict[str, Any]) -> str:
    """Return a document as it is written to a file."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def show_tuned(voice: Voice, tuned: Tuned) -> None:
    """Print how the best candidate fared where it was chosen and where it was not."""
    if tuned.best is None:
        voice.say(
            "提前停止：尚未选出候选参数。",
            "Stopped early: no candidate was chosen yet.",
            style="yellow",
        )
        return
    table = frame(
        voice.pick("与默认参数相比", "Against the default"),
        voice.pick("更好", "Better"),
        voice.pick("相同", "Level"),
        voice.pick("更差", "Worse"),
        voice.pick("碰巧的概率", "Luck"),
    )
    for words, against in (
        (voice.pick("用来挑选的一半", "where it was chosen"), tuned.on_training),
        (voice.pick("留出检验的一半", "held back"), tuned.on_held_back),
    ):
        numbers = (against.better, against.level, against.worse)
        table.add_row(cell(words), *map(str, numbers), f"{against.luck:.3f}")
    named = ", ".join(f"{name} = {v:g}" for name, v in changes(tuned.best).items())
    voice.say(f"领先的候选：{named}", f"The leading candidate: {named}", style="bold")
    voice.show(table)
    if tuned.stopped:
        voice.say(
            "提前停止：检验未完成，不作推荐。",
            "Stopped early: not fully judged, so nothing is recommended.",
            style="yellow",
        )
    elif tuned.recommended:
        voice.say(
            "在未参与挑选的学校上也更好：推荐使用 tuning.json"
            "（kehou solve --tuning）。",
            "Better also where it was not chosen: tuning.json is recommended "
            "(kehou solve --tuning).",
            style="green",
        )
    else:
        voice.say(
            "在未参与挑选的学校上没有可靠的优势：请继续使用默认参数。",
            "No reliable gain where it was not chosen: stay with the default.",
        )
