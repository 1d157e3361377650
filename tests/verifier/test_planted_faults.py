"""One fault is planted in a lawful week and sealed again: only its rule fails."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tests.verifier.loaded import verifier
from tests.verifier.weeks import (
    SUNDAY_BEFORE,
    Documents,
    alternating,
    failing,
    full,
    sealed,
    the,
)

Fault = Callable[[dict[str, Any], dict[str, Any]], object]
"""Changes the instance and the timetable."""

FULL = full()
ALTERNATING = alternating()


def school(instance: dict[str, Any], name: str = "east") -> dict[str, Any]:
    return the(instance["schools"], id=name)


def limits(instance: dict[str, Any], **changes: Any) -> None:
    for each in instance["schools"]:
        each["limits"].update(changes)


def change(things: list[dict[str, Any]], name: str, **changes: Any) -> None:
    the(things, id=name).update(changes)


def drop(timetable: dict[str, Any], name: str) -> None:
    timetable["groups"].remove(the(timetable["groups"], id=name))
    for shelf in ("staff", "seats"):
        timetable[shelf] = [x for x in timetable[shelf] if x["group"] != name]


def staff(
    timetable: dict[str, Any], group: str, adult: str, role: str = "lead"
) -> None:
    timetable["staff"].append(
        {"adult": adult, "group": group, "role": role, "weeks": "every"}
    )


def lead(timetable: dict[str, Any], group: str, adult: str) -> None:
    the(timetable["staff"], group=group, role="lead")["adult"] = adult


def seat(timetable: dict[str, Any], group: str, pupil: str) -> None:
    timetable["seats"].append({"pupil": pupil, "group": group})


def duty(instance: dict[str, Any], adult: str, day: int, start: str, end: str) -> None:
    span = {"weekday": day, "start": start, "end": end, "weeks": "every"}
    duty = {"kind": "other", "school": "east", **span}
    the(instance["adults"], id=adult)["duties"].append(duty)


def lessons_end(instance: dict[str, Any], name: str, at: str) -> None:
    for end in the(instance["classes"], id=name)["lessons_end"]:
        end["end"] = at


def class_in_two_groups(i: dict[str, Any], t: dict[str, Any]) -> None:
    group = {"id": "twin", "school": "east", "kind": "homework", "club": None}
    t["groups"].append(
        {**group, "classes": ["1-1"], "slots": ["tue-1"], "room": "hall"}
    )
    staff(t, "twin", "G1")


def twice_in_one_group(i: dict[str, Any], t: dict[str, Any]) -> None:
    change(i["clubs"], "dance", adults_per_group=2)
    staff(t, "dance", "T5", "assistant")


def on_the_way_to_the_pool(i: dict[str, Any], t: dict[str, Any]) -> None:
    change(i["rooms"], "pool", travel_minutes=15)
    lessons_end(i, "1-1", "16:10")
    change(i["pupils"], "p12", skips=[])  # back at 17:25, but in care from 17:20


def adult_back_from_the_pool(i: dict[str, Any], t: dict[str, Any]) -> None:
    change(i["rooms"], "pool", travel_minutes=15)
    lessons_end(i, "1-1", "16:10")
    the(t["staff"], group="robots", role="assistant")["adult"] = "G1"
    change(i["clubs"], "robots", adults_per_group=3)
    staff(t, "robots", "C2", "assistant")


def second_chess_group(i: dict[str, Any], t: dict[str, Any]) -> None:
    group = {"id": "chess-b", "school": "east", "kind": "club", "club": "chess"}
    t["groups"].append({**group, "classes": [], "slots": ["mon-2"], "room": "studio"})
    for pupil in ("p6", "p14"):
        the(t["seats"], pupil=pupil)["group"] = "chess-b"
    staff(t, "chess-b", "C2")
    change(i["rooms"], "studio", features=["boards"])
    skill = the(i["adults"], id="C1")["qualifications"]
    change(i["adults"], "C2", qualifications=skill)


def two_slots_of_homework(i: dict[str, Any], t: dict[str, Any]) -> None:
    drop(t, "1-1@tue-2")
    change(t["groups"], "1-1@tue-1", slots=["tue-1", "tue-2"])


def vendor_at_the_gate(i: dict[str, Any], t: dict[str, Any]) -> None:
    change(i["adults"], "V1", posts=["gate_duty"])
    the(t["posts"], weekday=2)["adult"] = "V1"


def vendor_in_homework(i: dict[str, Any], t: dict[str, Any]) -> None:
    limits(i, vendor_accompanied=False)
    change(i["clubs"], "robots", adults_per_group=2)
    change(i["adults"], "V1", care="any")
    lead(t, "3-1@tue-1", "V1")


def support_staff_assists(i: dict[str, Any], t: dict[str, Any]) -> None:
    change(i["clubs"], "chess", adults_per_group=2)
    staff(t, "chess", "S1", "assistant")


def pin(i: dict[str, Any], kind: str, **changes: Any) -> None:
    the(i["pins"], kind=kind).update(changes)


def paperless(i: dict[str, Any], adult: str, kind: str) -> None:
    papers = the(i["adults"], id=adult)["papers"]
    papers.remove(the(papers, kind=kind))


def expired(i: dict[str, Any], adult: str, kind: str) -> None:
    papers = the(i["adults"], id=adult)["papers"]
    the(papers, kind=kind)["valid_until"] = SUNDAY_BEFORE


def two_clubs_at_once(i: dict[str, Any], t: dict[str, Any]) -> None:
    change(i["pupils"], "p10", wishes=["dance", "swim"], clubs_per_week=2)
    seat(t, "swim", "p10")


def one_family(i: dict[str, Any], t: dict[str, Any]) -> None:
    change(i["clubs"], "chess", family="games", seats=6)
    change(i["clubs"], "robots", family="games")
    change(i["pupils"], "p5", clubs_per_week=2)
    seat(t, "chess", "p5")


def both_meetings_on_monday(i: dict[str, Any], t: dict[str, Any]) -> None:
    limits(i, lending_reserve_percent=0)  # T5 is the reserve of mon-2
    change(t["groups"], "dance", slots=["mon-1", "mon-2"])


def teaches_none_of_them(i: dict[str, Any], t: dict[str, Any]) -> None:
    change(i["adults"], "T1", care="taught")
    change(i["classes"], "1-1", homeroom_teacher=None)


FAULTS: list[tuple[str, str, Fault]] = [
    (
        "everyone_in_care",
        "a homework group is dropped",
        lambda i, t: drop(t, "1-1@tue-1"),
    ),
    (
        "everyone_in_care",
        "a class is dropped from its merged group",
        lambda i, t: the(t["groups"], id="3-1&6-1@mon-1")["classes"].remove("6-1"),
    ),
    (
        "everyone_in_care",
        "a child loses the club seat, and the class has no care",
        lambda i, t: t["seats"].remove(the(t["seats"], pupil="p14")),
    ),
    (
        "one_place_at_a_time",
        "a pupil is in two clubs at once",
        two_clubs_at_once,
    ),
    ("one_place_at_a_time", "a pupil is still on the way back", on_the_way_to_the_pool),
    ("one_place_at_a_time", "a class is in two homework groups", class_in_two_groups),
    (
        "one_place_at_a_time",
        "an adult leads two groups",
        lambda i, t: lead(t, "swim", "T1"),
    ),
    ("one_place_at_a_time", "an adult is twice in one group", twice_in_one_group),
    (
        "one_place_at_a_time",
        "an adult is still on the way back",
        adult_back_from_the_pool,
    ),
    (
        "one_place_at_a_time",
        "two groups share a room",
        lambda i, t: change(t["groups"], "3-1@tue-1", room="r1"),
    ),
    (
        "room_seats",
        "a club room is small",
        lambda i, t: change(i["rooms"], "hall", seats=3),
    ),
    (
        "room_seats",
        "a class room is small",
        lambda i, t: change(i["rooms"], "r1", seats=4),
    ),
    (
        "room_suits",
        "the room lacks a feature",
        lambda i, t: change(i["rooms"], "hall", features=[]),
    ),
    (
        "room_suits",
        "homework in a venue",
        lambda i, t: change(t["groups"], "3-1@tue-2", room="pool"),
    ),
    (
        "room_suits",
        "a club with a venue meets elsewhere",
        lambda i, t: change(t["groups"], "swim", room="hall"),
    ),
    (
        "room_suits",
        "a room of the other campus",
        lambda i, t: change(t["groups"], "1-1@tue-1", room="r9"),
    ),
    (
        "room_open",
        "the room is closed for ten minutes",
        lambda i, t: the(i["rooms"], id="lab")["closed"].append(
            {"weekday": 2, "start": "17:50", "end": "18:30", "weeks": "every"}
        ),
    ),
    (
        "club_seats",
        "one child too many",
        lambda i, t: change(i["clubs"], "chess", seats=3),
    ),
    (
        "club_seats",
        "one escort for one child",
        lambda i, t: change(i["rooms"], "pool", pupils_per_escort=1),
    ),
    ("merged_care", "too many classes merged", lambda i, t: limits(i, merge_classes=1)),
    (
        "merged_care",
        "too many children in care",
        lambda i, t: the(school(i)["limits"]["care_bands"], from_grade=3).update(
            pupils=3
        ),
    ),
    (
        "merged_care",
        "two care bands in one group",
        lambda i, t: school(i)["limits"].update(
            care_bands=[
                {"from_grade": low, "to_grade": high, "pupils": 6}
                for low, high in ((1, 2), (3, 5), (6, 9))
            ]
        ),
    ),
    (
        "minimum_enrolment",
        "too few children",
        lambda i, t: change(i["clubs"], "chess", min_enrolment=5),
    ),
    (
        "meetings_as_offered",
        "one meeting of two",
        lambda i, t: change(t["groups"], "dance", slots=["mon-1"]),
    ),
    (
        "meetings_as_offered",
        "both meetings on Monday",
        both_meetings_on_monday,
    ),
    (
        "meetings_as_offered",
        "a slot the club does not offer",
        lambda i, t: change(i["clubs"], "dance", slots=["mon-1", "mon-2"]),
    ),
    ("meetings_as_offered", "two groups where one may open", second_chess_group),
    ("meetings_as_offered", "one homework group in two slots", two_slots_of_homework),
    (
        "seats_as_asked",
        "a club the child did not wish for",
        lambda i, t: the(t["seats"], pupil="p6").update(pupil="p3"),
    ),
    (
        "seats_as_asked",
        "a child too young",
        lambda i, t: change(i["clubs"], "robots", from_grade=4),
    ),
    (
        "seats_as_asked",
        "a child who goes home before",
        lambda i, t: change(i["pupils"], "p6", skips=["mon-2"]),
    ),
    (
        "seats_as_asked",
        "more clubs than asked for",
        lambda i, t: change(i["pupils"], "p1", clubs_per_week=0),
    ),
    ("seats_as_asked", "two seats in one family", one_family),
    ("seats_as_asked", "two seats in one club", lambda i, t: seat(t, "swim", "p12")),
    (
        "adults_per_group",
        "a group without an adult",
        lambda i, t: t["staff"].remove(the(t["staff"], group="3-1@tue-2")),
    ),
    (
        "adults_per_group",
        "an assistant nobody needs",
        lambda i, t: staff(t, "chess", "C2", "assistant"),
    ),
    (
        "adults_per_group",
        "the club needs two adults",
        lambda i, t: change(i["clubs"], "dance", adults_per_group=2),
    ),
    (
        "qualified",
        "the qualification ran out on Sunday",
        lambda i, t: the(i["adults"], id="C1")["qualifications"][0].update(
            valid_until=SUNDAY_BEFORE
        ),
    ),
    (
        "qualified",
        "no homework care",
        lambda i, t: change(i["adults"], "T3", care="none"),
    ),
    (
        "qualified",
        "only care of classes taught, and teaches none of them",
        teaches_none_of_them,
    ),
    (
        "qualified",
        "not one of the clubs of this adult",
        lambda i, t: change(i["adults"], "C1", clubs=["dance"]),
    ),
    ("qualified", "support staff assists", support_staff_assists),
    (
        "free_when_asked",
        "the slot was not offered",
        lambda i, t: change(i["adults"], "T1", free=["mon-1", "mon-2", "tue-2"]),
    ),
    (
        "free_when_asked",
        "a fixed duty overlaps",
        lambda i, t: duty(i, "T3", 2, "17:30", "17:50"),
    ),
    (
        "free_when_asked",
        "a fixed duty overlaps the way to the pool",
        lambda i, t: duty(i, "C2", 2, "16:00", "16:25"),
    ),
    (
        "free_when_asked",
        "does not serve the school",
        lambda i, t: change(i["adults"], "C2", serves=["west"]),
    ),
    (
        "free_when_asked",
        "does not take the post",
        lambda i, t: change(i["adults"], "S1", posts=["patrol"]),
    ),
    (
        "papers_valid",
        "no background check",
        lambda i, t: paperless(i, "C2", "background_check"),
    ),
    (
        "papers_valid",
        "the insurance ran out on Sunday",
        lambda i, t: expired(i, "C1", "accident_insurance"),
    ),
    (
        "vendors_listed",
        "removed from the list that day",
        lambda i, t: change(i["vendors"], "acme", removed_on="2026-03-03"),
    ),
    (
        "vendors_listed",
        "the listing ran out on Sunday",
        lambda i, t: change(i["vendors"], "acme", listed_until=SUNDAY_BEFORE),
    ),
    (
        "vendors_listed",
        "not admitted for the club",
        lambda i, t: change(i["vendors"], "acme", clubs=["chess"]),
    ),
    (
        "vendors_listed",
        "no promise not to advertise",
        lambda i, t: change(i["vendors"], "acme", no_promotion_declared=False),
    ),
    (
        "vendors_listed",
        "a fen above the rate cap",
        lambda i, t: the(i["adults"], id="V1")["terms"].append(
            {"club": "robots", "pay_fen": 8001, "minutes": None}
        ),
    ),
    ("vendors_only_clubs", "a vendor at the gate", vendor_at_the_gate),
    ("vendors_only_clubs", "a vendor in homework care", vendor_in_homework),
    (
        "vendor_accompanied",
        "an outsider sits in, no teacher",
        lambda i, t: the(t["staff"], group="robots", role="assistant").update(
            adult="C2"
        ),
    ),
    (
        "vendor_share_cap",
        "one lesson of fourteen is above 7 %",
        lambda i, t: limits(i, vendor_share_percent=7),
    ),
    (
        "lending_inside_group",
        "the other campus is of another group",
        lambda i, t: school(i, "west").update(group="H"),
    ),
    (
        "lending_inside_group",
        "no group is no common group",
        lambda i, t: [each.update(group=None) for each in i["schools"]],
    ),
    (
        "one_campus_an_afternoon",
        "east at 16:30, west at 17:20",
        lambda i, t: lead(t, "3-1&6-1@mon-1", "G1"),
    ),
    (
        "travel_time",
        "fifteen minutes where twenty are needed",
        lambda i, t: duty(i, "G1", 1, "16:50", "17:05"),
    ),
    (
        "away_afternoons_cap",
        "no afternoon away allowed",
        lambda i, t: limits(i, away_afternoons_week=0),
    ),
    (
        "lender_keeps_cover",
        "everybody free should stay",
        lambda i, t: limits(i, lending_reserve_percent=26),
    ),
    (
        "weekly_lessons_cap",
        "four lessons of three",
        lambda i, t: limits(i, lessons_week=3),
    ),
    (
        "weekly_lessons_cap",
        "a personal cap",
        lambda i, t: change(i["adults"], "T5", lessons_week=2),
    ),
    (
        "weekly_lessons_cap",
        "a personal cap in minutes",
        lambda i, t: change(i["adults"], "T5", minutes_week=119),
    ),
    (
        "afternoons_cap",
        "two afternoons of one",
        lambda i, t: limits(i, afternoons_week=1),
    ),
    (
        "afternoons_cap",
        "a personal cap; the gate counts",
        lambda i, t: change(i["adults"], "S1", afternoons_week=1),
    ),
    (
        "duty_minutes_day_cap",
        "a minute too long",
        lambda i, t: limits(i, duty_minutes_day=479),
    ),
    (
        "duty_minutes_week_cap",
        "a minute too long",
        lambda i, t: limits(i, duty_minutes_week=959),
    ),
    (
        "rest_between_days",
        "a minute too short",
        lambda i, t: limits(i, rest_minutes=841),
    ),
    (
        "homework_every_day",
        "the only slot of Monday is the club's",
        lambda i, t: change(i["pupils"], "p6", skips=["mon-1"]),
    ),
    (
        "external_labour_cap",
        "above the week's ceiling",
        lambda i, t: school(i)["money"].update(external_ceiling_fen=18_999),
    ),
    (
        "external_labour_cap",
        "above the month's fees",
        lambda i, t: school(i)["money"].update(fee_month_fen=100),
    ),
    (
        "external_labour_cap",
        "paid once a week, and that is too much",
        lambda i, t: change(i["adults"], "C2", fixed_fen_week=10**6),
    ),
    (
        "posts_filled",
        "nobody at the gate",
        lambda i, t: t["posts"].remove(the(t["posts"], weekday=1)),
    ),
    (
        "posts_filled",
        "a post nobody needs",
        lambda i, t: t["posts"].append({**t["posts"][0], "role": "patrol"}),
    ),
    ("pins_kept", "another adult", lambda i, t: pin(i, "staff", adult="T3")),
    ("pins_kept", "another room", lambda i, t: pin(i, "room", room="lab")),
    ("pins_kept", "another child", lambda i, t: pin(i, "seat", pupil="p3")),
    ("pins_kept", "another slot", lambda i, t: pin(i, "meeting", slot="tue-2")),
    (
        "service_ends_after_work",
        "a minute early",
        lambda i, t: i["districts"][0].update(off_work_time="18:01"),
    ),
    (
        "after_last_lesson",
        "lessons end after the slot begins",
        lambda i, t: lessons_end(i, "3-1", "16:31"),
    ),
    (
        "after_last_lesson",
        "no time for the way to the pool",
        lambda i, t: change(i["rooms"], "pool", travel_minutes=11),
    ),
    (
        "known_ids",
        "a room that does not exist",
        lambda i, t: change(t["groups"], "chess", room="nowhere"),
    ),
    ("known_ids", "a child who does not exist", lambda i, t: seat(t, "chess", "ghost")),
    (
        "known_ids",
        "an adult who left the instance",
        lambda i, t: i["adults"].remove(the(i["adults"], id="T5")),
    ),
    (
        "known_ids",
        "two groups of one id",
        lambda i, t: change(t["groups"], "swim", id="chess"),
    ),
    (
        "known_ids",
        "a class twice in a group",
        lambda i, t: the(t["groups"], id="1-1@tue-1")["classes"].append("1-1"),
    ),
    (
        "valid_instance",
        "consent after the week began",
        lambda i, t: change(i["pupils"], "p1", consent="2026-03-03"),
    ),
    (
        "valid_instance",
        "a care band mixes young and old",
        lambda i, t: limits(
            i, care_bands=[{"from_grade": 1, "to_grade": 9, "pupils": 9}]
        ),
    ),
    (
        "valid_instance",
        "a waiver of a rule that cannot be waived",
        lambda i, t: i["waivers"].append(
            {
                "rule": "room_seats",
                "school": "east",
                "weekdays": [1],
                "approved_by": "office",
                "reason": "none",
                "until": "2026-12-31",
            }
        ),
    ),
]


def planted(week: Documents, fault: Fault) -> Documents:
    told = deepcopy(week)
    fault(told["instance"], told["timetable"])
    told["claims"]["vendor_necessity"] = None  # a fault may add a vendor's lesson
    return sealed(told)


def test_the_lawful_weeks_are_accepted() -> None:
    for week in (FULL, ALTERNATING):
        lines = verifier.judge({f"{name}.json": told for name, told in week.items()})
        assert verifier.accepted(lines)
        others = {line["name"] for line in lines if line["verdict"] != "kept"}
        # None of these is asked for.
        assert others == {"settled_by_draw", "seats_given", "certified"}


@pytest.mark.parametrize(
    ("rule", "fault"),
    [pytest.param(rule, fault, id=f"{rule}: {why}") for rule, why, fault in FAULTS],
)
def test_the_fault_breaks_its_rule_and_no_other(rule: str, fault: Fault) -> None:
    assert failing(planted(FULL, fault)) == {rule}


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule for rule, _, _ in FAULTS} >= set(verifier.RULES)


ODD_EVEN: list[tuple[str, str, Fault]] = [
    (
        "free_when_asked",
        "T1 also on even Mondays",
        lambda i, t: [
            t["staff"].remove(the(t["staff"], group="1-1@mon-1", adult="T5")),
            the(t["staff"], group="1-1@mon-1").update(weeks="every"),
        ],
    ),
    (
        "adults_per_group",
        "nobody on even Mondays",
        lambda i, t: t["staff"].remove(the(t["staff"], group="1-1@mon-1", adult="T5")),
    ),
    (
        "room_open",
        "closed on odd Mondays only",
        lambda i, t: the(i["rooms"], id="hall")["closed"].append(
            {"weekday": 1, "start": "17:30", "end": "17:40", "weeks": "odd"}
        ),
    ),
    (
        "everyone_in_care",
        "an even Tuesday slot without care",
        lambda i, t: [
            the(i["slots"], id="tue-1").update(weeks="odd"),
            i["slots"].append(
                {
                    **the(i["slots"], id="tue-1"),
                    "id": "tue-1-even",
                    "weeks": "even",
                }
            ),
        ],
    ),
    (
        "posts_filled",
        "the gate is kept in odd weeks only",
        lambda i, t: the(t["posts"], weekday=1).update(weeks="odd"),
    ),
    (
        "weekly_lessons_cap",
        "the even week has one lesson more",
        lambda i, t: change(i["adults"], "T5", lessons_week=1),
    ),
]


@pytest.mark.parametrize(
    ("rule", "fault"),
    [pytest.param(rule, fault, id=f"{rule}: {why}") for rule, why, fault in ODD_EVEN],
)
def test_a_fault_of_one_sort_of_week_is_seen(rule: str, fault: Fault) -> None:
    assert failing(planted(ALTERNATING, fault)) == {rule}
