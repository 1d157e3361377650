"""Best profiles of a ranked-list file straight from the file, place by place.

Shares nothing with the reader, the model or the goals it is compared with: its own few
lines of parsing, one binary per student and project, and HiGHS.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import highspy

Row = tuple[float, float, list[int]]


def best_profile(path: Path, profile: str) -> tuple[int, ...]:
    """Return how many students get their first, second, … choice.

    Args:
        path: a `.soi` file; a `.dat` file beside it gives the supervisors.
        profile: "greedy" or "generous", both among the largest matchings.

    Raises:
        RuntimeError: if HiGHS does not prove an optimum.
    """
    lists = _lists(path)
    longest = max(map(len, lists))
    takes: dict[str, list[int]] = defaultdict(list)
    at_place: list[list[int]] = [[] for _ in range(longest)]
    rows: list[Row] = []
    count = 0
    for one in lists:
        mine = list(range(count, count + len(one)))
        count += len(one)
        rows.append((0.0, 1.0, mine))
        for place, (column, project) in enumerate(zip(mine, one, strict=True)):
            takes[f"project {project}"].append(column)
            at_place[place].append(column)
    rows += [(0.0, 1.0, columns) for columns in takes.values()]
    if path.with_suffix(".dat").exists():
        alone = set(takes)
        for most, projects in _supervisors(path.with_suffix(".dat")):
            theirs = {f"project {project}" for project in projects}
            alone -= theirs
            columns = [c for project in sorted(theirs) for c in takes.get(project, ())]
            rows.append((0.0, float(most), columns))
        rows += [(0.0, 0.0, takes[project]) for project in sorted(alone)]
    placed = _optimum(count, rows, range(count), most=True)
    rows.append((placed, placed, list(range(count))))
    found = [0] * longest
    greedy = profile == "greedy"
    for place in range(longest) if greedy else reversed(range(longest)):
        found[place] = round(_optimum(count, rows, at_place[place], most=greedy))
        rows.append((found[place], found[place], at_place[place]))
    return tuple(found)


def _lists(path: Path) -> list[list[int]]:
    lists = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            times, _, ranked = line.partition(":")
            lists += [[int(word) for word in ranked.split(",")]] * int(times)
    return lists


def _supervisors(path: Path) -> list[tuple[int, list[int]]]:
    """Read (capacity, projects); the file counts projects from 0, the lists from 1."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        _, capacity, projects = line.split(",")
        found.append((int(capacity), [int(word) + 1 for word in projects.split()]))
    return found


def _optimum(
    columns: int, rows: list[Row], wanted: Iterable[int], *, most: bool
) -> float:
    """Return the most, or fewest, ones among the wanted columns."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    counted = set(wanted)
    for column in range(columns):
        highs.addCol(1.0 if column in counted else 0.0, 0.0, 1.0, 0, [], [])
        highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    for low, high, ones in rows:
        highs.addRow(low, high, len(ones), ones, [1.0] * len(ones))
    sense = highspy.ObjSense.kMaximize if most else highspy.ObjSense.kMinimize
    highs.changeObjectiveSense(sense)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS: {highs.getModelStatus()}")
    return round(float(highs.getInfo().objective_function_value))
