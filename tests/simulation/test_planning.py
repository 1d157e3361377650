"""The same input is one piece of work, however often a study asks for it."""

from kehou_instances.ladder import generate
from kehou_simulation.runs.planning import plan_of
from kehou_simulation.scenarios import read_study

TINY = generate("XS", 0).instance

STUDY = """
format = "kehou-study/1"
title = "x"
replications = {replications}
{always}
[base]
kind = "files"
folder = "."
[effort]
seconds = 1
[[scenarios]]
name = "fee"
title_zh = "x"
title_en = "x"
changes = [{{ kind = "fee", month_fen = 9000 }}]
[[scenarios]]
name = "elsewhere"
title_zh = "x"
title_en = "x"
changes = [{{ kind = "fee", month_fen = 9000, where = {{ tiers = ["village"] }} }}]
[[scenarios]]
name = "early"
title_zh = "x"
title_en = "x"
changes = [{{ kind = "end_of_service", time = "17:00", least_minutes = 10 }}]
"""

FLU = 'always = [{ kind = "absences", share = 0.3 }]'


def planned(replications: int = 1, always: str = ""):  # type: ignore[no-untyped-def]
    text = STUDY.format(replications=replications, always=always)
    return plan_of(*read_study(text.encode()), TINY)


def test_what_does_not_change_a_school_is_not_solved_again() -> None:
    plan = planned(replications=3)
    assert len(plan.cells) == 12
    keys = {cell.scenario: cell.key for cell in plan.cells}
    assert keys["elsewhere"] == keys["base"] != keys["fee"]
    assert len(plan.pieces) == 3


def test_chance_makes_a_piece_for_each_replication() -> None:
    plan = planned(replications=3, always=FLU)
    bases = [cell.key for cell in plan.cells if cell.scenario == "base"]
    assert len(set(bases)) == 3
    fees = [cell.key for cell in plan.cells if cell.scenario == "fee"]
    assert [plan.pieces[key].start for key in fees] == bases
    assert [plan.pieces[key].start for key in bases] == [None] * 3


def test_a_piece_makes_the_instance_it_is_named_for() -> None:
    plan = planned(replications=2, always=FLU)
    again = planned(replications=2, always=FLU)
    assert plan == again
    for piece in plan.pieces.values():
        if piece.wrong is None:
            made = piece.made_of(TINY)
            assert made.model_dump_json() == piece.made_of(TINY).model_dump_json()


def test_a_school_that_cannot_be_changed_so_is_a_row() -> None:
    plan = planned()
    early = next(cell for cell in plan.cells if cell.scenario == "early")
    wrong = plan.pieces[early.key].wrong
    assert wrong is not None
    assert (wrong.verdict, wrong.schools) == ("refused", ("main",))
    assert "LZ-304" in wrong.wrong[0].zh


def test_another_effort_is_another_piece() -> None:
    text = STUDY.format(replications=1, always="")
    one = plan_of(*read_study(text.encode()), TINY)
    other = plan_of(
        *read_study(text.replace("seconds = 1", "seconds = 2").encode()), TINY
    )
    assert not one.pieces.keys() & other.pieces.keys()


def test_more_children_are_looked_at_longer_where_a_study_says_so() -> None:
    text = STUDY.format(replications=1, always="")
    more = "seconds = 1\nseconds_per_thousand_pupils = 10"
    plan = plan_of(*read_study(text.replace("seconds = 1", more).encode()), TINY)
    longest = 1 + 10 * len(TINY.pupils) / 1000
    efforts = [one.effort for one in plan.pieces.values()]
    assert [one.longest(10_000) for one in efforts if one] == [longest] * len(efforts)
