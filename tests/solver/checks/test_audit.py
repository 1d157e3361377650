"""The audit as a whole: what is judged, in which weeks, and in what words."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kehou_solver import checks
from kehou_solver.checks import CHECKS, NATURE, TITLES, audit, broken, known_ids
from kehou_solver.domain import (
    DutyRole,
    Group,
    Hardship,
    Instance,
    Post,
    Seat,
    SeatPin,
    Staff,
    StaffPin,
    Timetable,
)
from kehou_solver.policy import Policy
from tests.solver.checks.judging import findings, subjects
from tests.solver.worlds import (
    ADULTS,
    CHESS,
    PUPILS,
    ROBOTS,
    ROOMS,
    SLOTS,
    T1,
    care,
    changed,
    duty,
    homeroom,
    lawful,
    lawful_two,
    meeting,
    pupil,
    replaced,
    slot,
    together,
    two_campuses,
    without,
    world,
)


def judged(instance: Instance, timetable: Timetable) -> tuple[checks.Finding, ...]:
    """Audit under the instance's own rulebooks."""
    return audit(instance, timetable, Policy.of(instance))


# What is judged


def test_lawful_weeks_break_nothing() -> None:
    assert judged(world(), lawful()) == ()
    assert judged(two_campuses(), lawful_two()) == ()


def test_an_empty_timetable_leaves_everybody_without_care() -> None:
    found = judged(world(), Timetable())
    assert {f.rule for f in found} == {"everyone_in_care", "posts_filled"}
    assert len([f for f in found if f.rule == "everyone_in_care"]) == 8


def test_there_is_a_check_and_a_title_for_every_rule_the_law_asks_for() -> None:
    policy = Policy.of(world())
    assert policy.rules() | NATURE == set(CHECKS)
    assert set(TITLES) == {"known_ids", *CHECKS}
    for title in TITLES.values():
        assert re.search(r"[\u4e00-\u9fff]", title.zh)
        assert title.en.isascii()


def test_only_nature_is_judged_where_the_law_asks_for_nothing() -> None:
    no_law = Policy(rulebooks=(), day=world().week_of)
    week = together(
        without(lawful(), "1-1@mon-1"),
        care("mon-1", "1-1", room="r3", lead="T1"),
        meeting("chess", "tue-1", room="lab", lead="T5", seats=("p1",), id="tiny"),
    )
    found = audit(world(), week, no_law)
    assert {f.rule for f in found} == {"one_place_at_a_time", "minimum_enrolment"}
    asked = {f.rule for f in judged(world(), week)}
    assert asked > {"one_place_at_a_time", "minimum_enrolment"}


def test_findings_come_in_the_order_of_the_rules() -> None:
    robots = meeting("robots", "tue-2", room="r1", lead="T5")
    found = judged(world(), robots)
    order = [list(CHECKS).index(f.rule) for f in found]
    assert order == sorted(order)
    assert len(set(order)) > 2


# What does not exist


def group(**changes: Any) -> Group:
    """Build a homework group of 1-1 in mon-1."""
    return Group(
        **{
            "id": "g",
            "school": "east",
            "kind": "homework",
            "classes": ("1-1",),
            "slots": ("mon-1",),
            "room": "r1",
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("wrong", "about", "words"),
    [
        (Timetable(groups=(group(school="x"),)), "group:g", "no school x"),
        (Timetable(groups=(group(room="x"),)), "group:g", "no room x"),
        (Timetable(groups=(group(slots=("x",)),)), "group:g", "no slot x"),
        (Timetable(groups=(group(classes=("x",)),)), "group:g", "no class x"),
        (Timetable(groups=(group(club="chess"),)), "group:g", "names no club"),
        (
            Timetable(groups=(group(slots=("mon-1", "mon-1")),)),
            "group:g",
            "mon-1 is named 2 times",
        ),
        (
            Timetable(groups=(group(classes=("1-1", "1-1")),)),
            "group:g",
            "1-1 is named 2 times",
        ),
        (
            Timetable(groups=(group(kind="club", classes=()),)),
            "group:g",
            "names its club",
        ),
        (
            Timetable(groups=(group(kind="club", club="x", classes=()),)),
            "group:g",
            "no club x",
        ),
        (
            Timetable(groups=(group(kind="club", club="chess"),)),
            "group:g",
            "names no classes",
        ),
        (Timetable(groups=(group(), group())), "group:g", "used 2 times"),
        (Timetable(staff=(Staff(adult="T1", group="x"),)), "adult:T1", "no group x"),
        (
            Timetable(
                groups=(group(),),
                staff=(Staff(adult="T1", group="g", slots=("tue-2",)),),
            ),
            "adult:T1",
            "does not meet in slot tue-2",
        ),
        (
            Timetable(groups=(group(),), staff=(Staff(adult="x", group="g"),)),
            "adult:x",
            "no adult x",
        ),
        (
            Timetable(
                posts=(Post(adult="x", school="east", weekday=1, role=DutyRole.PATROL),)
            ),
            "adult:x",
            "no adult x",
        ),
        (
            Timetable(
                posts=(Post(adult="T1", school="x", weekday=1, role=DutyRole.PATROL),)
            ),
            "adult:T1",
            "no school x",
        ),
        (Timetable(seats=(Seat(pupil="p1", group="x"),)), "pupil:p1", "no group x"),
        (
            Timetable(groups=(group(),), seats=(Seat(pupil="x", group="g"),)),
            "pupil:x",
            "no pupil x",
        ),
        (
            Timetable(groups=(group(),), seats=(Seat(pupil="p1", group="g"),)),
            "pupil:p1",
            "only clubs have seats",
        ),
    ],
)
def test_nothing_is_judged_before_everything_named_exists(
    wrong: Timetable, about: str, words: str
) -> None:
    found = judged(world(), wrong)
    assert {f.rule for f in found} == {"known_ids"}
    assert any(f.about == about and words in f.en for f in found)


# Odd and even weeks


def rotating() -> tuple[Instance, Timetable]:
    """The default world where T1 and T5 take turns with 1-1 on Monday's first slot."""
    slots = replaced(SLOTS, slot("mon-1", 1, "16:30", "17:10", rotates=True))
    week = without(lawful(), "1-1@mon-1")
    turns = care("mon-1", "1-1", room="r1", lead="T1", weeks="odd")
    even = Staff(adult="T5", group="1-1@mon-1", weeks="even")
    return (
        world(slots=slots),
        together(week, changed(turns, staff=(*turns.staff, even))),
    )


def test_two_adults_may_take_turns() -> None:
    instance, week = rotating()
    assert judged(instance, week) == ()


def test_a_breach_in_one_sort_of_week_says_so() -> None:
    instance, week = rotating()
    alone = changed(week, staff=tuple(s for s in week.staff if s.weeks != "even"))
    found = judged(instance, alone)
    assert [(f.rule, f.about) for f in found] == [
        ("adults_per_group", "group:1-1@mon-1")
    ]
    assert found[0].zh.endswith("（双周）")
    assert found[0].en.endswith(" (even weeks)")


def test_a_breach_in_every_week_is_listed_once_and_unmarked() -> None:
    instance, week = rotating()
    found = judged(instance, without(week, "3-1@tue-1"))
    assert [f.rule for f in found] == ["everyone_in_care"]
    assert "weeks" not in found[0].en
    assert "周）" not in found[0].zh


def test_turns_and_every_week_together_are_two_leads() -> None:
    instance, week = rotating()
    third = Staff(adult="C1", group="1-1@mon-1", weeks="every")
    found = [
        f
        for f in judged(instance, changed(week, staff=(*week.staff, third)))
        if f.rule == "adults_per_group"
    ]
    assert len(found) == 1
    assert "2 leads" in found[0].en


def test_a_duty_of_odd_weeks_forbids_only_those() -> None:
    instance, week = rotating()
    for weeks, expected in (("even", []), ("odd", ["adult:T1"])):
        busy = changed(T1, duties=(duty(1, "16:30", "17:00", weeks=weeks),))
        asked = changed(instance, adults=replaced(ADULTS, busy))
        assert subjects("free_when_asked", asked, week) == expected


def alternating() -> tuple[Instance, Timetable]:
    """Chess meets twice: on Monday in odd weeks, on Tuesday in even weeks."""
    extra = (
        slot("mon-3", 1, "18:10", "18:50", weeks="odd"),
        slot("tue-3", 2, "18:10", "18:50", weeks="even"),
    )
    only_players = tuple(
        changed(p, skips=() if p.id in ("p1", "p2") else ("mon-3", "tue-3"))
        for p in PUPILS
    )
    instance = world(
        slots=(*SLOTS, *extra),
        pupils=only_players,
        clubs=(changed(CHESS, meetings_per_week=2), ROBOTS),
    )
    chess = meeting(
        "chess", "mon-3", "tue-3", room="hall", lead="C1", seats=("p1", "p2")
    )
    # p6 is back in care with 3-1 on Monday.
    return instance, together(without(lawful(), "chess"), chess)


def test_meetings_of_a_club_are_counted_over_both_weeks() -> None:
    instance, week = alternating()
    assert subjects("meetings_as_offered", instance, week) == []
    once = changed(instance, clubs=(CHESS, ROBOTS))
    found = findings("meetings_as_offered", once, week)
    assert [f.about for f in found] == ["group:chess"]
    assert "weeks" not in found[0].en.removesuffix(" times")


def test_a_club_of_odd_weeks_keeps_a_pinned_seat() -> None:
    instance, week = alternating()
    odd = meeting("chess", "mon-3", room="hall", lead="C1", seats=("p1", "p2"))
    week = together(without(week, "chess"), odd)
    pin = SeatPin(kind="seat", pupil="p1", club="chess")
    assert subjects("pins_kept", changed(instance, pins=(pin,)), week) == []
    other = SeatPin(kind="seat", pupil="p6", club="chess")
    pinned = changed(instance, pins=(pin, other))
    assert subjects("pins_kept", pinned, week) == ["pin:1"]


def test_a_pin_asks_nothing_of_weeks_without_its_slot() -> None:
    instance, week = alternating()
    pin = StaffPin(kind="staff", adult="C1", slot="mon-3", club="chess")
    assert subjects("pins_kept", changed(instance, pins=(pin,)), week) == []
    wrong = StaffPin(kind="staff", adult="T5", slot="mon-3", club="chess")
    found = findings("pins_kept", changed(instance, pins=(wrong,)), week)
    assert [f.en.endswith("(odd weeks)") for f in found] == [True]


def test_a_pinned_lead_is_there_in_every_week_of_the_slot() -> None:
    instance, week = rotating()
    pin = StaffPin(kind="staff", adult="T1", slot="mon-1", class_id="1-1")
    found = findings("pins_kept", changed(instance, pins=(pin,)), week)
    assert [f.en.endswith("(even weeks)") for f in found] == [True]


# What a report may say


def test_findings_never_speak_of_hardship() -> None:
    hard = tuple(changed(p, hardship=tuple(Hardship)) for p in PUPILS)
    instance = world(pupils=hard, clubs=(changed(CHESS, from_grade=2), ROBOTS))
    week = without(lawful(), "1-1@mon-1", "3-1@tue-2")
    words = " ".join(f.zh + f.en for f in judged(instance, week))
    assert words
    for hardship in Hardship:
        assert hardship.value not in words


def test_broken_leaves_out_what_is_waived() -> None:
    found = judged(world(), Timetable())
    assert broken(found) == found


# The judge never falls over

IDS = {
    "adult": [a.id for a in (*ADULTS,)] + ["G1"],
    "room": [r.id for r in ROOMS] + ["r9"],
    "slot": [s.id for s in SLOTS] + ["w-mon-2"],
    "class": ["1-1", "3-1", "2-9"],
    "club": ["chess", "robots"],
    "pupil": [p.id for p in PUPILS] + ["p8", "p9"],
    "school": ["east", "west"],
}
WEEKS = st.sampled_from(["every", "odd", "even"])


def some(kind: str) -> st.SearchStrategy[str]:
    """Draw an id the world of two campuses knows."""
    return st.sampled_from(IDS[kind])


@st.composite
def any_timetable(draw: st.DrawFn) -> Timetable:
    """Draw a timetable whose ids exist and which makes no other sense."""
    ids = [f"g{n}" for n in range(draw(st.integers(1, 5)))]
    groups = []
    for one in ids:
        slots = draw(st.lists(some("slot"), min_size=1, max_size=3, unique=True))
        shape: dict[str, Any] = {"kind": "club", "club": draw(some("club"))}
        if draw(st.booleans()):
            classes = draw(st.lists(some("class"), max_size=3, unique=True))
            shape = {"kind": "homework", "classes": tuple(classes)}
        groups.append(
            group(
                id=one,
                school=draw(some("school")),
                slots=tuple(slots),
                room=draw(some("room")),
                **{"classes": (), **shape},
            )
        )
    staff = st.builds(
        Staff,
        adult=some("adult"),
        group=st.sampled_from(ids),
        role=st.sampled_from(["lead", "assistant"]),
        weeks=WEEKS,
    )
    posts = st.builds(
        Post,
        adult=some("adult"),
        school=some("school"),
        weekday=st.integers(1, 7),
        role=st.sampled_from(DutyRole),
        weeks=WEEKS,
    )
    clubs = [g.id for g in groups if g.kind == "club"]
    seats = st.builds(
        Seat, pupil=some("pupil"), group=st.sampled_from(clubs or ["none"])
    )
    return Timetable(
        groups=tuple(groups),
        staff=tuple(draw(st.lists(staff, max_size=12))),
        posts=tuple(draw(st.lists(posts, max_size=4))),
        seats=tuple(draw(st.lists(seats, max_size=8))) if clubs else (),
    )


ODDITIES: dict[str, Instance] = {
    "as it is": two_campuses(),
    "nobody knows the way": two_campuses(travel=()),
    "a class no band covers": two_campuses(
        classes=(*two_campuses().classes[:2], homeroom("2-9", 9, school="west"))
    ),
    "adults who serve nowhere": two_campuses(
        adults=tuple(changed(a, home=None, serves=()) for a in two_campuses().adults)
    ),
    "no lessons end, no vendor": two_campuses(
        classes=tuple(changed(c, lessons_end=()) for c in two_campuses().classes),
        vendors=(),
    ),
    "nobody asked for anything": two_campuses(
        pupils=tuple(
            pupil(p.id, p.class_id, consent=None) for p in two_campuses().pupils
        )
    ),
}


@pytest.mark.parametrize("oddity", ODDITIES)
@settings(max_examples=40)
@given(week=any_timetable())
def test_any_timetable_that_can_be_written_can_be_judged(
    oddity: str, week: Timetable
) -> None:
    instance = ODDITIES[oddity]
    found = judged(instance, week)
    assert all(f.zh and f.en and ":" in f.about for f in found)
    assert len(found) == len(set(found))
    assert not list(known_ids.check(instance, week, Policy.of(instance)))


@given(week=any_timetable())
def test_the_order_of_the_data_changes_nothing(week: Timetable) -> None:
    instance = two_campuses()
    turned = Timetable(
        groups=week.groups[::-1],
        staff=week.staff[::-1],
        posts=week.posts[::-1],
        seats=week.seats[::-1],
    )
    backwards = changed(
        instance,
        slots=instance.slots[::-1],
        pupils=instance.pupils[::-1],
        adults=instance.adults[::-1],
        classes=instance.classes[::-1],
    )
    one = {(f.rule, f.about) for f in judged(instance, week)}
    assert {(f.rule, f.about) for f in judged(backwards, turned)} == one
