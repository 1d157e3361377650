"""Judge and verifier were written apart: they must find the same rules broken.

Each example changes a lawful week at random, up to four times, and asks both.
"""

from collections import Counter
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kehou_solver.domain import Instance, Timetable
from kehou_solver.policy import Policy
from tests.verifier.loaded import verifier
from tests.verifier.weeks import Documents, alternating, full, raw

checks = pytest.importorskip("kehou_solver.checks")
measures = pytest.importorskip("kehou_solver.measures")

WEEKS = {"full": full(), "alternating": alternating()}
ROLES = ["gate_duty", "patrol"]
CLOCKS = [
    "08:00",
    "12:30",
    "16:00",
    "16:20",
    "16:40",
    "17:15",
    "17:30",
    "18:00",
    "20:00",
]
SORTS = ["every", "every", "odd", "even"]
CAPS: dict[str, list[Any]] = {
    "merge_classes": [1, 2],
    "lessons_week": [1, 3, 4],
    "afternoons_week": [1, 2],
    "duty_minutes_day": [0, 400, 470, 480],
    "duty_minutes_week": [0, 800, 960],
    "rest_minutes": [720, 840, 841],
    "away_afternoons_week": [0, 1],
    "travel_buffer_minutes": [0, 20, 60],
    "lending_reserve_percent": [0, 25, 50, 100],
    "vendor_share_percent": [0, 5, 10, 100],
    "vendor_accompanied": [True, False],
    "late_from": ["17:00", "17:10", "18:00"],
    "late_start": ["07:30", "08:00", "09:00"],
    "time_bank_ceiling_minutes": [0, 100],
}


class Changer:
    """Changes a week at random; every choice is hypothesis's."""

    def __init__(self, data: st.DataObject, told: Documents) -> None:
        self.data = data
        self.instance, self.timetable = told["instance"], told["timetable"]

    def one(self, choices: list[Any]) -> Any:
        """Choose one."""
        return self.data.draw(st.sampled_from(choices))

    def ids(self, shelf: str) -> list[str]:
        """Return the ids of a shelf."""
        things = self.timetable if shelf == "groups" else self.instance
        return [thing["id"] for thing in things[shelf]]

    def change(self) -> None:
        """Make one change of any kind."""
        kinds = [self.staff, self.group, self.seat, self.post, self.school, self.adult]
        self.one([*kinds, self.group, self.staff, self.seat, self.thing])()

    def rows(self, shelf: str, new: dict[str, Any]) -> None:
        """Take a row away, change one field of one, or add one."""
        rows, how = self.timetable[shelf], self.one(["drop", "field", "field", "add"])
        if how == "add" or not rows:
            if new not in rows:
                rows.append(new)
            return
        row = self.one(rows)
        if how == "drop":
            rows.remove(row)
        else:
            field = self.one(sorted(new))
            if {**row, field: new[field]} not in rows:
                row[field] = new[field]

    def staff(self) -> None:
        """Change who is with a group."""
        new = {
            "adult": self.one(self.ids("adults")),
            "group": self.one(self.ids("groups")),
        }
        role, weeks = self.one(["lead", "lead", "assistant"]), self.one(SORTS)
        self.rows("staff", {**new, "role": role, "weeks": weeks})

    def post(self) -> None:
        """Change a post."""
        place = {
            "school": self.one(self.ids("schools")),
            "weekday": self.one([1, 2, 3]),
        }
        who = {"adult": self.one(self.ids("adults")), "role": self.one(ROLES)}
        self.rows("posts", {**place, **who, "weeks": self.one(SORTS)})

    def seat(self) -> None:
        """Change a seat."""
        clubs = [x["id"] for x in self.timetable["groups"] if x["kind"] == "club"]
        pupil = self.one(self.ids("pupils"))
        self.rows("seats", {"pupil": pupil, "group": self.one(clubs)})

    def group(self) -> None:
        """Change where, when or for whom a group meets."""
        group = self.one(self.timetable["groups"])
        field = self.one(["room", "slots", "more slots", "members"])
        if field == "room":
            group["room"] = self.one(self.ids("rooms"))
        elif field == "slots":
            group["slots"] = [self.one(self.ids("slots"))]
        elif field == "more slots":
            group["slots"] = sorted({*group["slots"], self.one(self.ids("slots"))})
        elif group["kind"] == "homework":
            group["classes"] = sorted(
                {*group["classes"]} ^ {self.one(self.ids("classes"))}
            )
        else:
            group["club"] = self.one(self.ids("clubs"))

    def school(self) -> None:
        """Change a limit, the money or the place of a school."""
        school, cap = self.one(self.instance["schools"]), self.one(sorted(CAPS))
        match self.one(["limit", "limit", "money", "place"]):
            case "limit":
                school["limits"][cap] = self.one(CAPS[cap])
            case "money":
                ceiling, fee = self.one([None, 6000, 20_000]), self.one([0, 500, None])
                school["money"].update(external_ceiling_fen=ceiling, fee_month_fen=fee)
            case _:
                group, boarding = self.one(["G", "H", None]), self.one([True, False])
                school.update(group=group, boarding=boarding)

    def adult(self) -> None:
        """Change what an adult may do, must do or costs."""
        adult, day = self.one(self.instance["adults"]), self.one([1, 2])
        start, end = sorted([self.one(CLOCKS), self.one(CLOCKS)])
        match self.one(["duty", "free", "caps", "kind", "papers", "care", "money"]):
            case "duty" if start < end:
                span = {"weekday": day, "start": start, "end": end}
                place = {"kind": "other", "school": self.one(self.ids("schools"))}
                adult["duties"].append({**place, **span, "weeks": self.one(SORTS)})
            case "free":
                slots = self.data.draw(st.sets(st.sampled_from(self.ids("slots"))))
                adult["free"] = sorted(slots)
            case "caps":
                cap = self.one(["lessons_week", "afternoons_week", "minutes_week"])
                adult[cap] = self.one([0, 1, 3, 80, 120])
            case "kind":
                adult["kind"] = self.one(
                    ["own_teacher", "group_teacher", "support_staff", "volunteer"]
                )
            case "papers":
                adult["papers"] = adult["papers"][: self.one([0, 1, 2, 3])]
            case "care":
                adult["care"] = self.one(["any", "taught", "none"])
            case "money":
                club = self.one([None, "chess", "robots"])
                terms = {"club": club, "pay_fen": self.one([None, 0, 9000])}
                adult["terms"] = [{**terms, "minutes": self.one([None, 20, 90])}]
                adult["fixed_fen_week"] = self.one([0, 5000, 10**6])

    def thing(self) -> None:
        """Change a room, club, pupil, class, vendor, slot or the district."""
        match self.one(["room", "club", "pupil", "class", "vendor", "slot", "work"]):
            case "room":
                room, days = self.one(self.instance["rooms"]), self.one([1, 2])
                room["seats"] = self.one([1, 3, 6])
                room["features"] = self.one([[], ["boards"], ["boards", "sockets"]])
                room["travel_minutes"] = self.one([0, 10, 15]) * room["offsite"]
                span = {"weekday": days, "start": "17:00", "end": "17:20"}
                room["closed"] = [{**span, "weeks": self.one(SORTS)}]
            case "club":
                club = self.one(self.instance["clubs"])
                club["seats"], club["min_enrolment"] = (
                    self.one([1, 3]),
                    self.one([1, 4]),
                )
                club["adults_per_group"] = self.one([1, 2])
                club["meetings_per_week"] = self.one([1, 2])
                club["from_grade"] = self.one([1, 3])
            case "pupil":
                pupil = self.one(self.instance["pupils"])
                slots = st.sets(st.sampled_from(self.ids("slots")), max_size=2)
                pupil["skips"] = sorted(self.data.draw(slots))
                pupil["homework"] = self.one([True, False])
                pupil["clubs_per_week"] = self.one([0, 1, 2])
                pupil["consent"] = self.one([None, "2026-02-23"])
                pupil["fee_waiver_percent"] = self.one([0, 33, 100])
                clubs = st.lists(st.sampled_from(self.ids("clubs")), unique=True)
                pupil["wishes"] = self.data.draw(clubs)
            case "class":
                each = self.one(self.instance["classes"])
                each["homeroom_teacher"] = self.one([None, "T1", "T5"])
                each["lessons_end"][0]["end"] = self.one(["16:10", "16:30", "16:35"])
                each.update(unlisted=self.one([0, 5]), unlisted_consent="2026-02-23")
            case "vendor":
                vendor = self.instance["vendors"][0]
                vendor["removed_on"] = self.one([None, "2026-03-03", "2026-03-04"])
                vendor["clubs"] = self.one([["robots"], ["robots", "chess"], []])
            case "slot":
                self.one(self.instance["slots"]).update(weeks=self.one(SORTS))
            case _:
                district = self.instance["districts"][0]
                district["off_work_time"] = self.one(["17:59", "18:00", "18:01"])


def twice_in_a_group(told: Documents) -> bool:
    """Say whether an adult is listed twice in one group.

    That is unlawful anyway, and whether it is one lesson or two the page does not say.
    """
    rows = Counter((x["adult"], x["group"]) for x in told["timetable"]["staff"])
    return max(rows.values(), default=0) > 1


def both(told: Documents) -> tuple[set[str], set[str], Instance, Timetable]:
    """Return the rules broken according to the verifier and to the judge."""
    instance = Instance.model_validate_json(verifier.canonical(told["instance"]))
    timetable = Timetable.model_validate_json(verifier.canonical(told["timetable"]))
    findings = checks.audit(instance, timetable, Policy.of(instance))
    judge = {finding.rule for finding in checks.broken(findings)}
    lines = verifier.judge(raw(told))
    structure = [x for x in lines if x["name"] in ("known_ids", "valid_instance")]
    assert {x["verdict"] for x in structure} == {"kept"}, structure
    broken = {
        line["name"]
        for line in lines
        if line["part"] == "rule" and line["verdict"] == "broken"
    }
    return broken, judge, instance, timetable


@pytest.mark.parametrize("week", WEEKS)
@settings(max_examples=150)
@given(data=st.data())
def test_judge_and_verifier_find_the_same_rules_broken(
    week: str, data: st.DataObject
) -> None:
    told = deepcopy(WEEKS[week])
    changer = Changer(data, told)
    for _ in range(data.draw(st.integers(1, 4))):
        changer.change()
    assume(not twice_in_a_group(told))
    verified, judged, _, _ = both(told)
    assert verified == judged


@pytest.mark.parametrize("week", WEEKS)
@settings(max_examples=60)
@given(data=st.data())
def test_judge_and_verifier_measure_the_same_values(
    week: str, data: st.DataObject
) -> None:
    told = deepcopy(WEEKS[week])
    changer = Changer(data, told)
    for _ in range(data.draw(st.integers(1, 4))):
        data.draw(st.sampled_from([changer.adult, changer.school, changer.thing]))()
    instance = Instance.model_validate_json(verifier.canonical(told["instance"]))
    timetable = Timetable.model_validate_json(verifier.canonical(told["timetable"]))
    lines = verifier.judge(raw(told))
    goals = [x for x in lines if x["part"] == "goal" and x["verdict"] != "not_asked"]
    verified = {x["name"]: x["measured"] for x in goals}
    assert verified == measures.measure_all(instance, timetable, Policy.of(instance))
