"""Every clause gets one verdict, and none is green without a reason."""

from datetime import date
from typing import Any

import pytest

from kehou_solver.checks import CHECKS, audit
from kehou_solver.checks.finding import Finding
from kehou_solver.domain import Hardship, Instance, SchoolKind, Waiver
from kehou_solver.policy import Policy
from kehou_solver.report import clauses
from kehou_solver.report.clauses import (
    EVIDENCE_LINES,
    NATURE,
    ClauseVerdict,
    as_markdown,
    clause_report,
)
from tests.solver.policy.books import city
from tests.solver.worlds import (
    CLASSES,
    EAST,
    PUPILS,
    changed,
    homeroom,
    lawful,
    pupil,
    replaced,
    together,
    without,
    world,
)

LEAVE = Waiver(
    rule="service_ends_after_work",
    school="east",
    approved_by="区教育局",
    reason="校舍维修",
    until=date(2026, 3, 6),
)


def finding(rule: str, about: str = "room:r1", **changes: Any) -> Finding:
    """Build a finding of some rule."""
    return Finding(
        **{"rule": rule, "about": about, "zh": "多了", "en": "too many", **changes}
    )


def report(
    *findings: Finding,
    instance: Instance | None = None,
    measures: dict[str, int] | None = None,
) -> dict[str, ClauseVerdict]:
    """Report on the default world, by clause id."""
    instance = world() if instance is None else instance
    verdicts = clause_report(instance, Policy.of(instance), findings, measures)
    assert len({verdict.id for verdict in verdicts}) == len(verdicts)
    return {verdict.id: verdict for verdict in verdicts}


def test_every_clause_in_force_has_exactly_one_verdict_in_order() -> None:
    policy = Policy.of(world())
    assert list(report()) == [clause.id for clause in policy.clauses]
    county = world(rulebooks=("liuzhou_draft", "example_county"))
    assert list(report(instance=county))[-3:] == ["EX-1", "EX-2", "EX-3"]


def test_verdicts_follow_what_a_clause_is_treated_as() -> None:
    policy, verdicts = Policy.of(world()), report()
    expected = {
        "rule": "kept",
        "goal": "pursued",
        "input": "refused_at_input",
        "outside": "outside",
        "unjudged": "unjudged",
    }
    for clause in policy.clauses:
        assert verdicts[clause.id].verdict == expected[clause.treated_as]
        assert verdicts[clause.id].words_zh
        assert verdicts[clause.id].words_en


@pytest.mark.parametrize("rule", sorted(CHECKS))
def test_a_finding_breaks_every_clause_its_rule_keeps_and_no_other(rule: str) -> None:
    policy = Policy.of(world())
    citing = {clause.id for clause in policy.clauses if rule in clause.kept_by}
    broken = {id for id, v in report(finding(rule)).items() if v.verdict == "broken"}
    assert broken == (citing or {NATURE})


@pytest.mark.clause("LZ-304")
def test_a_waived_finding_says_who_allowed_it_why_and_until_when() -> None:
    verdict = report(finding("service_ends_after_work", waived=LEAVE))["LZ-304"]
    assert verdict.verdict == "waived"
    (line,) = verdict.evidence_zh
    assert "区教育局" in line
    assert "校舍维修" in line
    assert "2026-03-06" in line
    assert "until 2026-03-06" in verdict.evidence_en[0]


def test_one_finding_without_leave_breaks_the_clause_beside_waived_ones() -> None:
    waived = finding("service_ends_after_work", waived=LEAVE)
    bare = finding("service_ends_after_work", about="school:west", en="bare")
    verdict = report(waived, bare)["LZ-304"]
    assert verdict.verdict == "broken"
    assert verdict.evidence_en[0] == "bare"
    assert len(verdict.evidence_en) == 2


@pytest.mark.parametrize("extra", [0, 1, 40])
def test_evidence_is_cut_short_and_the_rest_counted(extra: int) -> None:
    many = [
        finding("room_seats", en=f"room {number}")
        for number in range(EVIDENCE_LINES + extra)
    ]
    evidence = report(*many)["LZ-418"].evidence_en
    assert evidence[:EVIDENCE_LINES] == tuple(f"room {n}" for n in range(5))
    assert evidence[EVIDENCE_LINES:] == ((f"and {extra} more",) if extra else ())


def test_a_rule_that_nothing_checks_is_never_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fewer = {name: check for name, check in CHECKS.items() if name != "room_open"}
    monkeypatch.setattr(clauses, "CHECKS", fewer)
    verdict = report()["LZ-418"]
    assert verdict.verdict == "unjudged"
    assert "room_open" in verdict.words_en
    assert report(finding("room_seats"))["LZ-418"].verdict == "broken"


def test_a_rule_invented_by_a_lower_rulebook_is_never_kept() -> None:
    policy = Policy((city(),), date(2026, 3, 2))
    odd = policy.clauses[0].model_copy(update={"kept_by": ("rule_from_nowhere",)})
    book = city().model_copy(update={"clauses": (odd,)})
    (verdict,) = clause_report(world(), Policy((book,), policy.day), ())
    assert verdict.verdict == "unjudged"


@pytest.mark.parametrize("treated_as", ["ledger", "report", "process"])
def test_what_is_kept_elsewhere_is_never_called_kept_here(treated_as: str) -> None:
    clause = city().clauses[0].model_copy(update={"treated_as": treated_as})
    book = city().model_copy(update={"clauses": (clause,)})
    (verdict,) = clause_report(world(), Policy((book,), date(2026, 3, 2)), ())
    assert verdict.verdict == "unjudged"


def test_an_audit_that_stopped_early_makes_nothing_green() -> None:
    verdicts = report(finding("known_ids", about="group:g9"))
    assert {"kept", "pursued"}.isdisjoint(v.verdict for v in verdicts.values())
    assert verdicts["LZ-204"].verdict == "unjudged"
    assert verdicts[NATURE].verdict == "broken"


def test_a_breach_of_nature_does_not_vanish() -> None:
    verdicts = report(finding("one_place_at_a_time", about="adult:T1"))
    assert verdicts[NATURE].evidence_en == ("too many",)
    assert NATURE not in report()


@pytest.mark.clause("LZ-404")
def test_consent_after_the_week_began_breaks_its_clause() -> None:
    late = changed(PUPILS[0], consent=date(2026, 3, 3))
    verdicts = report(instance=world(pupils=replaced(PUPILS, late)))
    assert verdicts["LZ-404"].verdict == "broken"
    assert "/pupils/0" in verdicts["LZ-404"].evidence_en[0]
    assert verdicts["LZ-204"].verdict == "unjudged"


@pytest.mark.clause("LZ-501")
def test_a_grade_the_school_cannot_have_breaks_its_clause() -> None:
    classes = replaced(CLASSES, homeroom("7-1", 7))
    primary = world(classes=classes)
    nine_year = world(
        classes=classes, schools=(changed(EAST, kind=SchoolKind.NINE_YEAR),)
    )
    assert report(instance=primary)["LZ-501"].verdict == "broken"
    assert report(instance=nine_year)["LZ-501"].verdict == "refused_at_input"


@pytest.mark.clause("LZ-302", "LZ-318")
def test_goals_show_what_was_measured() -> None:
    measures = {"wishes_met_1": 7, "wishes_met_2": 31, "vendor_lessons": 4}
    verdicts = report(measures=measures)
    assert verdicts["LZ-302"].verdict == "pursued"
    assert len(verdicts["LZ-302"].evidence_zh) == 2
    assert "31" in verdicts["LZ-302"].evidence_en[1]
    assert "4" in verdicts["LZ-318"].evidence_en[0]
    assert report()["LZ-302"].evidence_zh == ()
    every = dict.fromkeys(Policy.of(world()).goal_order(), 8)
    assert len(report(measures=every)["LZ-302"].evidence_zh) == 6


def test_few_children_in_hardship_are_not_counted_in_public() -> None:
    few = report(measures={"wishes_met_1": 4, "wish_ranks_1": 9})["LZ-302"]
    some = report(measures={"wishes_met_1": 5, "wish_ranks_1": 9})["LZ-302"]
    assert all("fewer than 5 children, not shown" in line for line in few.evidence_en)
    assert ["5" in some.evidence_en[0], "9" in some.evidence_en[1]] == [True, True]


@pytest.mark.clause("LZ-302")
def test_a_goal_the_instance_leaves_out_is_not_pursued() -> None:
    verdict = report(instance=world(goals=("cost_fen",)))["LZ-302"]
    assert verdict.verdict == "unjudged"
    assert "wishes_met_1" in verdict.words_en
    assert report(instance=world(goals=()))["LZ-302"].verdict == "unjudged"


def test_nothing_about_a_single_child_is_told_but_the_id() -> None:
    private = "残疾儿童 disabled_child"
    about = finding("seats_as_asked", about="pupil:p1", zh=private, en=private)
    children = replaced(PUPILS, pupil("p1", "1-1", hardship=(Hardship.DISABLED,)))
    instance = world(pupils=children)
    verdicts = clause_report(instance, Policy.of(instance), [about])
    for lang in ("zh", "en"):
        text = as_markdown(verdicts, lang)
        rows = [line for line in text.splitlines() if line.startswith("|LZ-206|")]
        assert "pupil:p1" in rows[0]
        assert private not in text
        assert "disabled_child" not in text


def test_a_lawful_week_keeps_every_rule_clause() -> None:
    instance = world()
    findings = audit(instance, lawful(), Policy.of(instance))
    verdicts = report(*findings, instance=instance)
    assert not [v.id for v in verdicts.values() if v.verdict == "broken"]
    assert verdicts["LZ-204"].verdict == "kept"


@pytest.mark.clause("LZ-204", "LZ-207")
def test_a_class_without_care_breaks_the_duty_to_serve() -> None:
    instance = world()
    timetable = together(without(lawful(), "1-1@mon-1"))
    findings = audit(instance, timetable, Policy.of(instance))
    verdicts = report(*findings, instance=instance)
    broken = {v.id for v in verdicts.values() if v.verdict == "broken"}
    assert broken == {"LZ-204", "LZ-207"}


def test_the_page_names_the_document_and_that_it_is_a_draft() -> None:
    verdicts = tuple(report().values())
    assert "〔征求意见稿〕" in as_markdown(verdicts, "zh")
    assert "[draft for comment]" in as_markdown(verdicts, "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_has_one_row_for_each_clause_and_says_the_totals(lang: str) -> None:
    county = world(rulebooks=("liuzhou_draft", "example_county"))
    verdicts = tuple(report(instance=county).values())
    page = as_markdown(verdicts, lang)
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("|")]
    assert [row for row in rows if "-" in row.strip("-")] == [v.id for v in verdicts]
    assert page.count("\n## ") == 2
    kept = sum(v.verdict == "kept" for v in verdicts)
    assert f"{'已遵守' if lang == 'zh' else 'kept'} {kept} · " in page


def test_a_name_in_the_data_cannot_break_the_page() -> None:
    odd = finding("room_seats", en="a|b<script>\nc & d")
    verdicts = tuple(report(odd).values())
    page = as_markdown(verdicts, "en")
    assert "a&#124;b&lt;script> c &amp; d" in page
    assert len({line.count("|") for line in page.splitlines() if "|" in line}) == 1


def test_verdicts_survive_being_written_and_read() -> None:
    for verdict in report(finding("room_seats")).values():
        again = ClauseVerdict.model_validate_json(verdict.model_dump_json())
        assert again == verdict
