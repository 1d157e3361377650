"""Goal values of two small weeks, worked out by hand from the page."""

from copy import deepcopy

from tests.verifier.loaded import verifier
from tests.verifier.weeks import Documents, alternating, full, raw, the

FULL = full()
ALTERNATING = alternating()


def measured(told: Documents) -> dict[str, int]:
    return {
        line["name"]: line["measured"]
        for line in verifier.judge(raw(told))
        if line["part"] == "goal"
    }


def test_goals_of_the_full_week() -> None:
    assert measured(FULL) == {
        "wishes_met_1": 1,  # p2
        "wish_ranks_1": 2,  # the longest list has 2 wishes; chess is p2's first
        "wishes_met_2": 8,  # p1 p6 chess, p4 p5 robots, p10 p11 dance, p12 p13 swim
        "wish_ranks_2": 15,  # all first wishes but p5's
        "wishes_met_3": 1,  # p14, grade 6
        "wish_ranks_3": 1,  # chess is the second wish
        "vendor_lessons": 1,  # V1
        "specialist_lessons": 2,  # C1, C2
        "group_teacher_lessons": 1,  # G1 at west
        # T1 4, T3 4, T5 2 dance + 1 beside V1, G1 1: 12 x 50; C1 60, V1 80, C2 50 yuan
        "cost_fen": 79_000,
        "load_range": 1,  # 4, 4, 3; west has no sharers
        "load_squares": 41,
        # till 18:00: T1 T3 both days, T5 V1 Tuesday, C1 G1 Monday; S1 at the gate twice
        "late_evenings": 10,
        "late_starts_denied": 2,  # T1, T3 begin at 08:00 on Tuesday
        "time_bank_over": 0,
        "duty_minutes_peak": 960,  # 08:00-18:00 less two hours at noon, twice
        "homeroom_care": 8,  # T1 with 1-1, T3 with 3-1; 6-1 and 2-9 have none
        "taught_care": 8,
        "afternoon_gaps": 0,
        "room_moves": 0,
        "changes": 4,  # T5 -> T3 for 3-1 and 6-1
        "seats_given": 10,
    }


def test_goals_of_odd_and_even_weeks() -> None:
    assert measured(ALTERNATING) == {
        "wishes_met_1": 0,
        "wish_ranks_1": 0,
        "wishes_met_2": 10,  # five children, in both weeks
        "wish_ranks_2": 18,
        "wishes_met_3": 0,
        "wish_ranks_3": 0,
        "vendor_lessons": 2,
        "specialist_lessons": 2,
        "group_teacher_lessons": 0,
        "cost_fen": 118_000,  # 59 000 a week: 9 x 5000 + 6000 + 8000
        "load_range": 5,  # T1 4 + 3, T3 4 + 4, T5 1 + 2
        "load_squares": 49 + 64 + 9,
        "late_evenings": 18,
        "late_starts_denied": 4,
        "time_bank_over": 0,
        "duty_minutes_peak": 1920,
        "homeroom_care": 15,
        "taught_care": 15,
        "afternoon_gaps": 0,
        "room_moves": 0,
        "changes": 0,
        "seats_given": 10,  # five, in both weeks
    }


def test_two_weeks_of_credit_count_as_their_mean_rounded_up() -> None:
    told = deepcopy(ALTERNATING)
    # T1 gives 4 + 3 lessons: 4 a week, 40 minutes each; the ceiling is 600 minutes.
    the(told["instance"]["adults"], id="T1")["time_bank_minutes"] = 500
    assert measured(told)["time_bank_over"] == 60


def test_lessons_of_earlier_weeks_count_once() -> None:
    told = deepcopy(ALTERNATING)
    the(told["instance"]["adults"], id="T5")["past_lessons"] = 5
    # T5 3 + 5 = 8, T1 7, T3 8.
    assert measured(told)["load_range"] == 1


def test_an_idle_slot_between_two_lessons_is_a_gap() -> None:
    told = deepcopy(FULL)
    third = {"id": "mon-3", "school": "east", "weekday": 1, "rotates": False}
    third |= {"start": "18:10", "end": "18:40", "weeks": "every"}
    told["instance"]["slots"].append(third)
    the(told["timetable"]["groups"], id="3-1@mon-2")["slots"] = ["mon-3"]
    assert measured(told)["afternoon_gaps"] == 1  # T3 waits through mon-2


def test_an_evening_that_a_fixed_duty_makes_late_anyway_is_no_late_evening() -> None:
    told = deepcopy(FULL)
    study = {"kind": "evening_study", "school": "east", "weekday": 1, "weeks": "every"}
    study |= {"start": "19:00", "end": "20:00"}
    the(told["instance"]["adults"], id="T1")["duties"].append(study)
    assert measured(told)["late_evenings"] == 9


def test_care_in_a_strange_room_is_a_move() -> None:
    told = deepcopy(FULL)
    the(told["timetable"]["groups"], id="1-1@tue-2")["room"] = "studio"
    assert measured(told)["room_moves"] == 1
    assert measured(told)["changes"] == 4  # rooms are not what families are told


def test_pay_agreed_for_a_club_goes_before_the_usual_pay() -> None:
    told = deepcopy(FULL)
    adult = the(told["instance"]["adults"], id="T5")
    adult["terms"] = [{"club": "dance", "pay_fen": 9000, "minutes": None}]
    adult["fixed_fen_week"] = 300
    assert measured(told)["cost_fen"] == 79_000 + 2 * 4000 + 300


def test_points_that_were_given_count_instead_of_the_place_of_the_wish() -> None:
    told = deepcopy(FULL)
    the(told["instance"]["pupils"], id="p5")["wish_points"] = [9, 4]
    assert measured(told)["wish_ranks_2"] == 15 - 1 + 4  # robots is p5's second wish
