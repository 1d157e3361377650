"""What the judge found, rule by rule."""

from collections.abc import Sequence

from kehou_api.cli.voice import Voice
from kehou_solver.checks import TITLES
from kehou_solver.checks.finding import Finding
from kehou_solver.domain.base import Text


def show_findings(voice: Voice, findings: Sequence[Finding]) -> None:
    """Print every broken rule, then every waived one, then the verdict."""
    wrong = [finding for finding in findings if finding.waived is None]
    waived = [finding for finding in findings if finding.waived is not None]
    for rule in dict.fromkeys(finding.rule for finding in wrong):
        title = TITLES.get(rule, Text(rule, rule))
        voice.say(f"{title.zh}（{rule}）", f"{title.en} ({rule})", style="bold red")
        for finding in wrong:
            if finding.rule == rule:
                voice.say(f"- {finding.zh}", f"- {finding.en}")
    for finding in waived:
        leave = finding.waived
        by = leave.approved_by if leave else ""
        voice.say(
            f"- 已豁免（{by}）：{finding.zh}",
            f"- waived ({by}): {finding.en}",
            style="yellow",
        )
    if wrong:
        voice.say(
            f"违反规则 {len(wrong)} 处。",
            f"{len(wrong)} finding(s): rules are broken.",
            style="bold red",
        )
    else:
        voice.say("合规。", "Lawful.", style="bold green")
