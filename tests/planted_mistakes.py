"""Plant mistakes in a copy of the solver, and see which proof of a rule notices.

    .venv/bin/python tests/planted_mistakes.py            all, about five minutes
    .venv/bin/python tests/planted_mistakes.py pins_kept  those for one proof

`python3 dev.py test` sets up .venv with the test tools. Prints the table of
docs/planted-mistakes.md; exit code 1 if a mistake goes unnoticed. Nothing is changed in
the tree itself.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SOLVER = Path("solver/kehou_solver")
PROOFS = Path("tests/solver/rules")


class Mistake(NamedTuple):
    """One mistake that somebody could have made.

    Attributes:
        words: what is wrong.
        rule: whose proof must notice.
        file: where, inside the solver.
        old: the right text; occurs there exactly once.
        new: the wrong text.
    """

    words: str
    rule: str
    file: str
    old: str
    new: str


ASKED_POSTS = """\
            # A post nobody needs has no hours; only `posts_filled` judges it.
            case Posted() if world.post_span(choice) is not None:
"""

HOMEWORK_GRADE = """\
[clause.numbers.homework_first_grade]
unit = "grade"
stricter = "lower"
values = { 2000-01-01 = """

MISTAKES = (
    # In the rule
    Mistake(
        "`<` for `<=` in the cap of lessons",
        "weekly_lessons_cap",
        "rules/weekly_lessons_cap.py",
        "choices.load(adult.id) <= cap",
        "choices.load(adult.id) < cap",
    ),
    Mistake(
        "assistants give no lessons",
        "vendor_share_cap",
        "rules/vendor_share_cap.py",
        "if staffs.group.school != school.id:",
        'if staffs.group.school != school.id or staffs.role != "lead":',
    ),
    Mistake(
        "the way to a venue is ignored for adults",
        "one_place_at_a_time",
        "rules/one_place_at_a_time.py",
        "choices.assignments(adult.id, with_way=True)",
        "choices.assignments(adult.id)",
    ),
    Mistake(
        "papers no longer hold on their last day",
        "papers_valid",
        "rules/papers_valid.py",
        "<= day <= paper.valid_until",
        "<= day < paper.valid_until",
    ),
    Mistake(
        "one parallel group too many",
        "meetings_as_offered",
        "rules/meetings_as_offered.py",
        "groups <= club.parallel_groups",
        "groups <= club.parallel_groups + 1",
    ),
    Mistake(
        "parallel groups counted week by week",
        "meetings_as_offered",
        "rules/meetings_as_offered.py",
        "choices.whole.club_groups()",
        "choices.club_groups()",
    ),
    Mistake(
        "homework begins in grade 4",
        "homework_every_day",
        "rules/homework_every_day.py",
        "world.grade_of(pupil) < first:",
        "world.grade_of(pupil) <= first:",
    ),
    Mistake(
        "the reserve is rounded down to whole teachers",
        "lender_keeps_cover",
        "rules/lender_keeps_cover.py",
        "needed = school.limits.lending_reserve_percent * len(there)",
        "needed = school.limits.lending_reserve_percent * len(there) // 100 * 100",
    ),
    Mistake(
        "there for one meeting is enough",
        "seats_as_asked",
        "rules/seats_as_asked.py",
        "and all(",
        "and any(",
    ),
    Mistake(
        "somebody who is there for one meeting counts for all",
        "adults_per_group",
        "rules/adults_per_group.py",
        "if staffs.has(slot)",
        "if staffs",
    ),
    Mistake(
        "a substitute's other day is judged, too",
        "papers_valid",
        "rules/papers_valid.py",
        "world.lessons(choice)",
        "world.meetings(choice.group)",
    ),
    Mistake(
        "sections of one course are clubs like any other",
        "seats_as_asked",
        "rules/seats_as_asked.py",
        "if club.family is not None:",
        "if club.family == club.id:",
    ),
    Mistake(
        "qualified on the first day of the week is enough",
        "qualified",
        "rules/qualified.py",
        "for day in days\n",
        "for day in sorted(days)[:1]\n",
    ),
    Mistake(
        "vendor instructors may take posts",
        "vendors_only_clubs",
        "rules/vendors_only_clubs.py",
        ASKED_POSTS + "                pass\n",
        "",
    ),
    Mistake(
        "afternoons at home count as away",
        "away_afternoons_cap",
        "rules/away_afternoons_cap.py",
        "choices.works(adult.id, day, adult.home)",
        "choices.works(adult.id, day)",
    ),
    Mistake(
        "duties alone above the cap make any service unlawful",
        "duty_minutes_week_cap",
        "rules/duty_minutes_week_cap.py",
        "<= max(cap, base)",
        "<= cap",
    ),
    Mistake(
        "fixed pay only for lessons, not for posts",
        "external_labour_cap",
        "rules/external_labour_cap.py",
        "choices.used(adult.id, posts=True)",
        "choices.used(adult.id)",
    ),
    Mistake(
        "one adult fills two places",
        "posts_filled",
        "rules/posts_filled.py",
        "scope.require(total(vars_) <= 1, about=about)",
        "scope.require(total(vars_) <= 2, about=about)",
    ),
    Mistake(
        "an assistant keeps a pin of a lead",
        "pins_kept",
        "rules/pins_kept.py",
        'if staffs.role == "lead" and',
        "if staffs.role and",
    ),
    Mistake(
        "waivers are not looked at",
        "service_ends_after_work",
        "rules/service_ends_after_work.py",
        "if end < off_work and waived is None:",
        "if end < off_work:",
    ),
    Mistake(
        "a venue without a way is no venue",
        "after_last_lesson",
        "rules/after_last_lesson.py",
        "if world.clubs[choice.group.club].venue is None:",
        "if not world.travel_of(choice.group):",
    ),
    Mistake(
        "a vendor's list ends a day early",
        "vendors_listed",
        "rules/vendors_listed.py",
        "if not vendor.listed_from <= day <= vendor.listed_until:",
        "if not vendor.listed_from <= day < vendor.listed_until:",
    ),
    Mistake(
        "one child more than the band allows",
        "merged_care",
        "rules/merged_care.py",
        "scope.require(children <= band.pupils, about=about)",
        "scope.require(children <= band.pupils + 1, about=about)",
    ),
    Mistake(
        "the bands of classes that could join count, too",
        "merged_care",
        "rules/merged_care.py",
        "children <= band.pupils + most_children * (1 - var),",
        "children <= band.pupils,",
    ),
    # In what the rules are made of
    Mistake(
        "the noon break counts",
        "duty_minutes_day_cap",
        "model/world.py",
        "return end - start - max(0, noon)",
        "return end - start",
    ),
    Mistake(
        "a way holds in one direction only",
        "travel_time",
        "model/world.py",
        "            ways[way.other, way.school] = way.minutes\n",
        "",
    ),
    Mistake(
        "posts of odd weeks are there in even weeks",
        "posts_filled",
        "model/choices.py",
        "case Posted():\n            return active(choice.weeks, week)",
        "case Posted():\n            return True",
    ),
    Mistake(
        "the seat of an absent child counts for the others",
        "everyone_in_care",
        "model/choices.py",
        "            and self.world.attends(pupil, self.world.slots[slot])\n",
        "",
    ),
    Mistake(
        "only the first assignment of a day makes it a day of work",
        "afternoons_cap",
        "model/choices.py",
        "        for var in vars_:\n            self.model.add(top >= var)\n",
        "        self.model.add(top >= vars_[0])\n",
    ),
    # In the judge
    Mistake(
        "posts make no afternoon",
        "afternoons_cap",
        "checks/afternoons_cap.py",
        "{one.weekday for one in assignments}",
        "{one.weekday for one in assignments if one.meeting}",
    ),
    Mistake(
        "fee waivers are ignored",
        "external_labour_cap",
        "checks/external_labour_cap.py",
        "fee * (100 - pupil.fee_waiver_percent) // 100",
        "fee",
    ),
    Mistake(
        "the shorter of way and buffer is enough",
        "travel_time",
        "checks/travel_time.py",
        "needed = max(buffer,",
        "needed = min(buffer,",
    ),
    Mistake(
        "one child may be left alone",
        "everyone_in_care",
        "checks/everyone_in_care.py",
        "if children > 0 and",
        "if children > 1 and",
    ),
    Mistake(
        "a group on its way clashes with itself",
        "one_place_at_a_time",
        "checks/one_place_at_a_time.py",
        "in _of_two_groups(_whereabouts(presence, pupil)):",
        "in clashes(_whereabouts(presence, pupil)):",
    ),
    Mistake(
        "one child more than the smallest group is needed",
        "minimum_enrolment",
        "checks/minimum_enrolment.py",
        "if children < club.min_enrolment:",
        "if children <= club.min_enrolment:",
    ),
    Mistake(
        "a vendor's escort comes on top of the club's adults",
        "adults_per_group",
        "checks/adults_per_group.py",
        "max(club.adults_per_group - 1, int(escorted))",
        "club.adults_per_group - 1 + int(escorted)",
    ),
    Mistake(
        "a vendor still serves on the day of removal",
        "vendors_listed",
        "checks/vendors_listed.py",
        "date >= vendor.removed_on",
        "date > vendor.removed_on",
    ),
    Mistake(
        "schools of no group are of one group",
        "lending_inside_group",
        "checks/lending_inside_group.py",
        "        and home.group is not None\n",
        "",
    ),
    Mistake(
        "any adult may accompany a vendor",
        "vendor_accompanied",
        "checks/vendor_accompanied.py",
        "if not any(a.kind in _COMPANY for a in presence.assistants(meeting))",
        "if not any(presence.assistants(meeting))",
    ),
    Mistake(
        "the first assignment of an evening counts for the rest, not the last",
        "rest_between_days",
        "checks/rest_between_days.py",
        "last = max(of_day, key=lambda one: one.end)",
        "last = of_day[0]",
    ),
    Mistake(
        "only lessons hold an adult at a campus",
        "one_campus_an_afternoon",
        "checks/one_campus_an_afternoon.py",
        "schools = sorted({one.school for one in of_day})",
        "schools = sorted({one.school for one in of_day if one.meeting})",
    ),
    Mistake(
        "escorts are counted without the lead",
        "club_seats",
        "checks/club_seats.py",
        "venue.pupils_per_escort * club.adults_per_group",
        "venue.pupils_per_escort * max(1, club.adults_per_group - 1)",
    ),
    Mistake(
        "a club with a venue may also stay in the school",
        "room_suits",
        "checks/room_suits.py",
        "elif venue is not None and venue != room.id:",
        "elif venue is not None and venue != room.id and room.offsite:",
    ),
    Mistake(
        "children of a merged group are not added up",
        "room_seats",
        "checks/presence.py",
        "for class_id in dict.fromkeys(meeting.group.classes)\n",
        "for class_id in meeting.group.classes[:1]\n",
    ),
    Mistake(
        "weeks that differ only in staff are not told apart",
        "adults_per_group",
        "checks/over_weeks.py",
        "weeks = weeks_of(instance, timetable)",
        "weeks = weeks_of(instance)",
    ),
    # In what both stand on: they agree, and only known cases tell
    Mistake(
        "spans that touch overlap",
        "room_open",
        "domain/base.py",
        "return start < other_end and other_start < end",
        "return start <= other_end and other_start <= end",
    ),
    Mistake(
        "a waiver no longer holds on its last day",
        "service_ends_after_work",
        "policy/waivers.py",
        "and waiver.until >= day",
        "and waiver.until > day",
    ),
    Mistake(
        "homework begins in grade 4, by the rulebook",
        "homework_every_day",
        "policy/rulebooks/liuzhou_draft.toml",
        HOMEWORK_GRADE + "3",
        HOMEWORK_GRADE + "4",
    ),
)

SIGNS = {
    "agree": "random weeks",
    "allowed_and_refused": "seeded weeks",
    "not_made": "among other choices",
}
"""How the names of the tests that every proof has end up in the table."""


def main(wanted: list[str]) -> int:
    """Plant one mistake after the other, and print who noticed."""
    mistakes = [one for one in MISTAKES if not wanted or one.rule in wanted]
    for one in mistakes:
        times = (ROOT / SOLVER / one.file).read_text(encoding="utf-8").count(one.old)
        if times != 1:
            _say(f"{one.file} holds {times} times: {one.old}")
            return 1
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        _copy_tree(copy)
        if seen := _failures(copy, sorted({one.rule for one in mistakes})):
            _say(f"without any mistake these tests fail: {', '.join(seen)}")
            return 1
        _say("| Planted mistake | File | Noticed by |\n|---|---|---|")
        unnoticed = sum(not _noticed(copy, one) for one in mistakes)
    _say(f"\n{len(mistakes)} planted, {unnoticed} unnoticed")
    return 1 if unnoticed else 0


def _copy_tree(copy: Path) -> None:
    ignore = shutil.ignore_patterns("__pycache__", ".*")
    for name in ("solver", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", copy)


def _noticed(copy: Path, planted: Mistake) -> bool:
    path = copy / SOLVER / planted.file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(planted.old, planted.new), encoding="utf-8")
    failed = _failures(copy, [planted.rule])
    path.write_text(text, encoding="utf-8")
    _say(f"| {planted.words} | `{planted.file}` | {_who(failed)} |")
    return bool(failed)


def _failures(copy: Path, rules: list[str]) -> list[str]:
    """Run the proofs of some rules in the copy; return the tests that fail."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-rf", "--tb=no"),
            *("-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib"),
            *(str(PROOFS / f"test_{rule}.py") for rule in rules),
        ],
        cwd=copy,
        env={
            **os.environ,
            "PYTHONPATH": str(copy / "solver"),
            # Edits within one second would find the old bytecode fresh enough.
            "PYTHONDONTWRITEBYTECODE": "1",
            "COLUMNS": "1000",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise SystemExit(done.stdout + done.stderr)
    return re.findall(r"^FAILED \S+?::(.*?)(?: - .*)?$", done.stdout, re.MULTILINE)


def _who(failed: list[str]) -> str:
    """Sum up the tests that noticed: known cases by name, the others by kind."""
    cases = [name.partition("[")[2].removesuffix("]") for name in failed if "[" in name]
    kinds = [words for sign, words in SIGNS.items() if any(sign in f for f in failed)]
    if cases:
        more = f" and {len(cases) - 1} more" if len(cases) > 1 else ""
        kinds.insert(0, f"known case “{cases[0]}”{more}")
    return ", ".join(kinds) or "**nobody**"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
