"""The clause report: every clause of the law, each with exactly one verdict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kehou_solver.checks import CHECKS, TITLES
from kehou_solver.checks.finding import Finding
from kehou_solver.domain.base import Frozen, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.validity import problems
from kehou_solver.errors import Problem
from kehou_solver.measures import MEASURES
from kehou_solver.policy import Clause, Policy

VerdictCode = Literal[
    "kept", "broken", "waived", "pursued", "refused_at_input", "outside", "unjudged"
]

VERDICT_WORDS: Mapping[VerdictCode, Text] = {
    "kept": Text("已遵守", "kept"),
    "broken": Text("违反", "broken"),
    "waived": Text("已豁免", "waived"),
    "pursued": Text("作为目标追求", "pursued as a goal"),
    "refused_at_input": Text("不符者录入时拒收", "refused at input"),
    "outside": Text("与课表无关", "not a timetable matter"),
    "unjudged": Text("暂不能评判", "not judged yet"),
}

EVIDENCE_LINES = 5
"""Most breaches shown for one clause; the rest is counted."""

STRUCTURE = "known_ids"
"""Findings of this rule mean that the audit stopped before judging any other."""

NATURE = "NATURE"
"""Id of the extra row for breaches that no clause speaks of; there only if needed."""

SMALL = 5
"""Counts of children in hardship below this are not shown: they point at a child."""

HARDSHIP_GOALS = frozenset({"wishes_met_1", "wish_ranks_1"})


class ClauseVerdict(Frozen):
    """What became of one clause.

    Attributes:
        source_zh, source_en: the document and how binding it is.
        reading_zh, reading_en: how we read the clause, and which part is kept.
        words_zh, words_en: the verdict in words.
        evidence_zh, evidence_en: a few breaches, then a count of the rest; what was
            measured for its goals.
    """

    id: str
    source_zh: str
    source_en: str
    article: str
    text: str
    reading_zh: str
    reading_en: str
    verdict: VerdictCode
    words_zh: str
    words_en: str
    evidence_zh: tuple[str, ...] = ()
    evidence_en: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Judged:
    verdict: VerdictCode
    because: Text | None = None
    evidence: tuple[Text, ...] = ()


def clause_report(
    instance: Instance,
    policy: Policy,
    findings: Iterable[Finding],
    measures: Mapping[str, int] | None = None,
) -> tuple[ClauseVerdict, ...]:
    """Return one verdict for every clause in force, and one for nature if broken.

    Args:
        instance: the week that was judged.
        policy: the law it was judged by.
        findings: what `checks.audit` found; waived ones too.
        measures: values of the goals, if they were measured.
    """
    case = _Case(instance, policy, tuple(findings), measures)
    verdicts = tuple(_verdict(clause, policy, case) for clause in policy.clauses)
    cited = {rule for clause in policy.clauses for rule in clause.kept_by}
    lawless = [finding for finding in case.findings if finding.rule not in cited]
    return (*verdicts, _nature(lawless)) if lawless else verdicts


class _Case:
    """All that is known about the week, ready to be asked clause by clause."""

    def __init__(
        self,
        instance: Instance,
        policy: Policy,
        findings: tuple[Finding, ...],
        measures: Mapping[str, int] | None,
    ) -> None:
        self.findings = findings
        self.measures = measures or {}
        self.faults = problems(instance)
        self.goals = frozenset(
            policy.goal_order() if instance.goals is None else instance.goals
        )
        self.halted = _halted(self.faults, findings)

    def judge(self, clause: Clause) -> _Judged:
        refused = [fault for fault in self.faults if fault.clause == clause.id]
        if refused:
            lines = _shortened([_fault_line(fault) for fault in refused])
            return _Judged("broken", None, lines)
        match clause.treated_as:
            case "rule":
                return self._judge_rule(clause)
            case "goal":
                return self._judge_goal(clause)
            case "input":
                return _Judged("refused_at_input")
            case "outside":
                return _Judged("outside")
            case "unjudged":
                return _Judged("unjudged", _waits_for(clause))
            case "ledger" | "report" | "process":
                # Their keepers are not part of this report, so it must not say "kept".
                return _Judged(
                    "unjudged",
                    Text("由其他环节落实，本报告未核", "kept elsewhere; not seen here"),
                )

    def _judge_rule(self, clause: Clause) -> _Judged:
        mine = [finding for finding in self.findings if finding.rule in clause.kept_by]
        broken = [finding for finding in mine if finding.waived is None]
        waived = [finding for finding in mine if finding.waived is not None]
        lines = _shortened(
            [_finding_line(f) for f in broken] + [_waiver_line(f) for f in waived]
        )
        if broken:
            return _Judged("broken", None, lines)
        unknown = [rule for rule in clause.kept_by if rule not in CHECKS]
        if unknown:
            names = ", ".join(unknown)
            return _Judged(
                "unjudged",
                Text(f"没有检查 {names} 的程序", f"nothing checks {names}"),
                lines,
            )
        if self.halted:
            return _Judged("unjudged", self.halted, lines)
        lines += tuple(map(self._goal_line, self._measured(clause.pursued_by)))
        return _Judged("waived" if waived else "kept", None, lines)

    def _judge_goal(self, clause: Clause) -> _Judged:
        if self.halted:
            return _Judged("unjudged", self.halted)
        absent = [
            name
            for name in clause.kept_by
            if name not in MEASURES or name not in self.goals
        ]
        if absent:
            names = ", ".join(absent)
            return _Judged(
                "unjudged",
                Text(f"目标 {names} 未列入追求", f"goals left out: {names}"),
            )
        lines = tuple(self._goal_line(name) for name in self._measured(clause.kept_by))
        return _Judged("pursued", None, lines)

    def _measured(self, goals: Sequence[str]) -> list[str]:
        return [name for name in goals if name in self.measures and name in MEASURES]

    def _goal_line(self, name: str) -> Text:
        title, unit = MEASURES[name].title, MEASURES[name].unit
        few = 0 < self.measures.get("wishes_met_1", 0) < SMALL
        if name in HARDSHIP_GOALS and few:
            return Text(
                f"{title.zh}：人数少于 {SMALL}，不予显示",
                f"{title.en}: fewer than {SMALL} children, not shown",
            )
        value = self.measures[name]
        return Text(
            f"{title.zh}：{value}（{unit.zh}）", f"{title.en}: {value} ({unit.en})"
        )


def _halted(faults: Sequence[Problem], findings: Iterable[Finding]) -> Text | None:
    """Return why the absence of findings proves nothing, if it does not."""
    if any(finding.rule == STRUCTURE for finding in findings):
        return Text(
            "课表引用了不存在的编号，审核在此之前停止",
            "the timetable names unknown ids, so the audit stopped before this",
        )
    if faults:
        return Text(
            "数据自相矛盾，改正后才能评判",
            "the data contradicts itself; mend it first",
        )
    return None


def _verdict(clause: Clause, policy: Policy, case: _Case) -> ClauseVerdict:
    judged = case.judge(clause)
    source = policy.book_of(clause.id).source
    words, because = VERDICT_WORDS[judged.verdict], judged.because
    return ClauseVerdict(
        id=clause.id,
        source_zh=f"{source.title_zh}〔{source.status_zh}〕",
        source_en=f"{source.title_en} [{source.status_en}]",
        article=clause.article,
        text=clause.text,
        reading_zh=clause.reading_zh,
        reading_en=clause.reading_en,
        verdict=judged.verdict,
        words_zh=words.zh if because is None else f"{words.zh}：{because.zh}",
        words_en=words.en if because is None else f"{words.en}: {because.en}",
        evidence_zh=tuple(line.zh for line in judged.evidence),
        evidence_en=tuple(line.en for line in judged.evidence),
    )


def _nature(findings: Sequence[Finding]) -> ClauseVerdict:
    """Return the row for breaches that no clause speaks of; they must not vanish."""
    evidence = _shortened([_finding_line(finding) for finding in findings])
    return ClauseVerdict(
        id=NATURE,
        source_zh="常理",
        source_en="Nature",
        article="—",
        text="—",
        reading_zh="不依条文而恒成立：一人不能同时在两处，锁定须保持，编号须存在。",
        reading_en="Holds without a clause: nobody is in two places at once, pins are "
        "kept, ids exist.",
        verdict="broken",
        words_zh=VERDICT_WORDS["broken"].zh,
        words_en=VERDICT_WORDS["broken"].en,
        evidence_zh=tuple(line.zh for line in evidence),
        evidence_en=tuple(line.en for line in evidence),
    )


def _shortened(lines: Iterable[Text]) -> tuple[Text, ...]:
    different = tuple(dict.fromkeys(lines))
    rest = len(different) - EVIDENCE_LINES
    if rest <= 0:
        return different
    more = Text(f"另有 {rest} 项", f"and {rest} more")
    return (*different[:EVIDENCE_LINES], more)


def _finding_line(finding: Finding) -> Text:
    # What is wrong about a single child is said without details: the report travels.
    if finding.about.startswith("pupil:"):
        title = TITLES.get(finding.rule, Text(finding.rule, finding.rule))
        return Text(f"{title.zh}（{finding.about}）", f"{title.en} ({finding.about})")
    return Text(finding.zh, finding.en)


def _waiver_line(finding: Finding) -> Text:
    waiver = finding.waived
    line = _finding_line(finding)
    if waiver is None:
        return line
    return Text(
        f"{line.zh}（{waiver.approved_by} 批准，理由：{waiver.reason}，"
        f"至 {waiver.until}）",
        f"{line.en} (allowed by {waiver.approved_by}: {waiver.reason}, "
        f"until {waiver.until})",
    )


def _fault_line(fault: Problem) -> Text:
    return Text(
        f"{fault.where}：{fault.expected_zh}", f"{fault.where}: {fault.expected_en}"
    )


def _waits_for(clause: Clause) -> Text:
    return Text(f"缺 {clause.waits_for_zh}", f"waits for {clause.waits_for_en}")


def as_markdown(verdicts: Sequence[ClauseVerdict], lang: str = "zh") -> str:
    """Write the report as Markdown in `lang` ("zh" or "en"), one table per document."""
    chinese = lang == "zh"
    title = "条款逐条报告" if chinese else "Clause by clause"
    heads = (
        "条款|出处|条文|我们的理解|结论"
        if chinese
        else "Clause|Article|Text|Reading|Verdict"
    )
    lines = [f"# {title}", "", _totals(verdicts, chinese)]
    sources = dict.fromkeys(v.source_zh if chinese else v.source_en for v in verdicts)
    for source in sources:
        lines += ["", f"## {source}", "", f"|{heads}|", "|---|---|---|---|---|"]
        for v in verdicts:
            if source not in (v.source_zh, v.source_en):
                continue
            words, evidence, reading = (
                (v.words_zh, v.evidence_zh, v.reading_zh)
                if chinese
                else (v.words_en, v.evidence_en, v.reading_en)
            )
            verdict = "<br>".join([f"**{_cell(words)}**", *map(_cell, evidence)])
            cells = [*map(_cell, (v.id, v.article, v.text, reading)), verdict]
            lines.append(f"|{'|'.join(cells)}|")
    return "\n".join(lines) + "\n"


def _totals(verdicts: Sequence[ClauseVerdict], chinese: bool) -> str:
    counts = [
        (words.zh if chinese else words.en, sum(v.verdict == code for v in verdicts))
        for code, words in VERDICT_WORDS.items()
    ]
    return " · ".join(f"{words} {count}" for words, count in counts if count)


def _cell(text: str) -> str:
    # A name in the data must not be able to break the table or slip in markup.
    for raw, safe in (("&", "&amp;"), ("<", "&lt;"), ("|", "&#124;"), ("\n", " ")):
        text = text.replace(raw, safe)
    return text
