"""What is said of a certificate: best only where it is, and why where there is none."""

from kehou_solver.domain.answer import Found
from kehou_solver.domain.base import Text
from kehou_solver.domain.certificate import Certificate, GoalCertificate
from kehou_solver.report.words_certificate import certificate_words
from tests.solver import worlds as w


def words(*goals: tuple[str, int, int], why: Text | None = None) -> Text:
    proofs = tuple(
        GoalCertificate(name, value, bound, (), ()) for name, value, bound in goals
    )
    found = Found(
        timetable=w.lawful(),
        goals=(),
        seconds=1.0,
        seed=0,
        workers=1,
        certificate=Certificate(2**28, proofs) if goals else None,
        uncertified=why,
    )
    return certificate_words(found)


def test_proved_best_is_said_only_where_value_and_bound_meet() -> None:
    said = words(("wishes_met_2", 30, 30), ("wish_ranks_2", 50, 57))
    assert said.en.count("proved best") == 1
    assert "proved within 7 points" in said.en
    assert said.zh.count("已证明最优") == 1
    assert "最多再多 7" in said.zh


def test_goals_of_few_children_in_hardship_are_left_out() -> None:
    few = words(("wishes_met_1", 2, 9), ("wish_ranks_1", 3, 8), ("wishes_met_2", 5, 5))
    assert "9" not in few.en + few.zh
    assert "within" not in few.en
    assert "proved best" in few.en
    many = words(("wishes_met_1", 20, 29))
    assert "proved within 9" in many.en


def test_where_there_is_none_it_is_said_why() -> None:
    said = words(why=Text("单双周安排不同", "odd and even weeks differ"))
    assert "odd and even weeks differ" in said.en
    assert "单双周安排不同" in said.zh
    assert "proved" not in said.en
