"""The clause report in the terminal: in short, or clause by clause."""

from collections import Counter
from collections.abc import Sequence

from kehou_api.cli.show.frames import cell, frame
from kehou_api.cli.voice import Voice
from kehou_solver.report.clauses import VERDICT_WORDS, ClauseVerdict

_STYLES = {
    "kept": "green",
    "pursued": "green",
    "broken": "bold red",
    "waived": "yellow",
}


def show_clauses_in_short(voice: Voice, verdicts: Sequence[ClauseVerdict]) -> None:
    """Print how many clauses have which verdict, and the ones to look at."""
    counts = Counter(verdict.verdict for verdict in verdicts)
    parts = [
        f"{words.of(voice.lang)} {counts[code]}"
        for code, words in VERDICT_WORDS.items()
        if counts[code]
    ]
    listed = f"{len(verdicts)}: " + " · ".join(parts)
    voice.say(f"条款 {listed}", f"Clauses {listed}")
    for verdict in verdicts:
        if verdict.verdict in ("broken", "waived"):
            words = voice.pick(verdict.words_zh, verdict.words_en)
            evidence = _evidence(voice, verdict)
            more = len(evidence) - 1
            line = f"- {verdict.id} {words} {evidence[0] if evidence else ''}"
            voice.say(
                line + (f"（另有 {more} 项）" if more > 0 else ""),
                line + (f" (and {more} more)" if more > 0 else ""),
                style=_STYLES[verdict.verdict],
            )


def show_clauses(voice: Voice, verdicts: Sequence[ClauseVerdict]) -> None:
    """Print one row per clause: what it says, how it is read, what became of it."""
    table = frame(
        voice.pick("条款", "Clause"),
        voice.pick("条文", "Text"),
        voice.pick("结论与依据", "Verdict and evidence"),
        left=3,
    )
    table.columns[0].no_wrap = True
    for verdict in verdicts:
        table.add_row(
            cell(verdict.id),
            cell(verdict.text),
            cell(_said(voice, verdict), _STYLES.get(verdict.verdict, "")),
        )
    voice.show(table)


def _said(voice: Voice, verdict: ClauseVerdict) -> str:
    words = voice.pick(verdict.words_zh, verdict.words_en)
    return "\n  ".join([words, *_evidence(voice, verdict)])


def _evidence(voice: Voice, verdict: ClauseVerdict) -> tuple[str, ...]:
    return verdict.evidence_zh if voice.lang == "zh" else verdict.evidence_en
