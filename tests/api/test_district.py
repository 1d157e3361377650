"""The table of schools: no small count follows from it, and no cell is computed."""

import csv
import io
from collections import defaultdict
from itertools import product

import openpyxl
import pytest

from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.answer import GoalResult
from kehou_solver.domain.base import Text
from kehou_solver.policy import Policy
from kehou_solver.report.clauses import SMALL
from kehou_solver.report.district import (
    FEW,
    HIDDEN,
    Cell,
    SchoolLine,
    heads,
    table,
)
from kehou_solver.report.district_counts import SchoolCounts, counts_of
from kehou_solver.report.district_files import (
    district_csv,
    district_page,
    district_workbook,
)
from tests.solver.worlds import lawful, world

FILED = Text("已报送", "submitted")


def counts(
    children: int = 40, taking_part: int = 30, wished: int = 20, seated: int = 10
) -> SchoolCounts:
    return SchoolCounts(
        children=children,
        taking_part=taking_part,
        wishes={1: (wished, seated), 2: (0, 0), 3: (0, 0)},
        class_slots=10,
        lessons=dict.fromkeys(AdultKind, 1.5),
        cost_fen=10_001,
        late_evenings=0,
    )


def shown(*of: SchoolCounts) -> list[dict[str, Cell]]:
    lines = [SchoolLine(f"s{n}", f"S{n}", FILED, one) for n, one in enumerate(of)]
    return [dict(zip(heads("en"), row, strict=True)) for row in table(lines, "en")]


WISHED = "Wished a club: priority group (children)"
SEATED = "Have a seat: priority group (children)"
EACH = "Cost for each taking part (yuan a week)"


def test_what_a_week_comes_to_is_counted() -> None:
    instance = world()
    told = counts_of(instance, lawful(), Policy.of(instance))
    assert (told.children, told.taking_part) == (6, 6)
    assert told.cost_fen > 0
    assert told.lessons[AdultKind.OWN_TEACHER] > 0
    assert sum(wished for wished, _ in told.wishes.values()) > 0


def test_large_counts_are_shown_with_their_rates() -> None:
    (row,) = shown(counts())
    assert (row["Children"], row["Taking part (children)"]) == (40, 30)
    assert row["Coverage (%)"] == 75.0
    assert row["Vendors' share of lessons (%)"] == 10.0
    assert (row["Cost of lessons (yuan a week)"], row[EACH]) == (100.01, 3.33)
    assert (row[WISHED], row[SEATED]) == (20, 10)


@pytest.mark.parametrize(
    ("taking_part", "cell"),
    [
        (0, 0),
        (1, FEW),
        (4, FEW),
        (5, 5),
        (35, 35),
        (36, HIDDEN),
        (39, HIDDEN),
        (40, 40),
    ],
)
def test_few_children_and_all_but_few_are_withheld(
    taking_part: int, cell: Cell
) -> None:
    (row,) = shown(counts(taking_part=taking_part))
    assert row["Taking part (children)"] == cell
    withheld = isinstance(cell, str)
    assert (row["Coverage (%)"] == HIDDEN) is withheld
    assert (row[EACH] == HIDDEN) is withheld


def test_a_sum_does_not_give_a_small_count_away() -> None:
    *_, whole = shown(counts(), counts(wished=3, seated=2), counts())
    assert whole["Children"] == 120
    assert (whole[WISHED], whole[SEATED]) == (HIDDEN, HIDDEN)
    *_, whole = shown(counts(), counts())
    assert (whole[WISHED], whole[SEATED], whole[EACH]) == (40, 20, 3.33)


def test_no_small_count_follows_from_the_table() -> None:
    """All tables of two small schools: what is not told could always be two things."""
    schools = [(c, p) for c in range(10) for p in range(c + 1)]
    worlds: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for one, other in product(schools, repeat=2):
        rows = shown(counts(*one), counts(*other))
        worlds[repr(rows)].append((*one, *other))
    for alike in worlds.values():
        for first in alike:
            for place, count in enumerate(first):
                missing = first[place - 1] - count if place % 2 else 0
                if 0 < count < SMALL or 0 < missing < SMALL:
                    assert len({told[place] for told in alike}) > 1, alike


def test_the_gap_of_a_seat_goal_is_withheld_with_its_seats() -> None:
    def proof(name: str, seated: int) -> Cell:
        goal = GoalResult(name=name, value=2, bound=3, proved=False, seconds=0)
        line = SchoolLine("s", "S", FILED, counts(seated=seated), (goal,))
        return table([line], "en")[0][-1]

    assert "33.3%" in str(proof("wishes_met_1", 10))
    assert "33.3%" not in str(proof("wishes_met_1", 2))
    assert "33.3%" in str(proof("late_evenings", 2))


def test_no_cell_can_be_a_formula() -> None:
    names = ("=1+1", "+2", "-3", "@SUM(A1)", "＝1", "\t=1")
    lines = [SchoolLine(name, name, Text(name, name)) for name in names]
    book = openpyxl.load_workbook(io.BytesIO(district_workbook(lines, "2026", "zh")))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"n", "s"}
    assert {"=1+1", "+2", "-3", "@SUM(A1)"} <= {cell.value for cell in cells}
    text = district_csv(lines, "zh").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert [row[:3] for row in rows] == [[f"'{name}"] * 3 for name in names]


def test_a_name_cannot_slip_markup_into_the_page() -> None:
    line = SchoolLine("s", "<script>alert(1)</script>", FILED, counts())
    html = district_page([line], "2026-03-02", "zh")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
