"""One run of a fraction of the city, and how far its answers are from their bounds."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean

from kehou_simulation.answers.solved import Row
from kehou_solver.domain.base import Frozen

SEATS = ("wishes_met", "wish_ranks")


class CityRun(Frozen):
    """One run.

    Attributes:
        effort, searches: seconds, or with one search units of counted work, for each
            community; and parallel searches inside it.
        effort_per_thousand: so much more for every thousand children.
        machines, workers: groups of workers, and workers in all.
        making: seconds in which the instances were made and stored.
        wall: seconds from the first worker to the last row.
        spent: seconds of search, all pieces together.
        verdicts: how many communities ended how.
        reasons: what those without a week say of it, and how many say so.
        findings: rules broken in all timetables, by the judge, read again at the end.
        gaps: of each seat goal: mean and worst share that may be missing, over
            communities with a bound; and how many have one.
        memory_mib: most of all processes together at one time.
        largest_mib: most of one process.
    """

    fraction: float
    seed: int
    effort: float
    effort_per_thousand: float = 0.0
    searches: int = 1
    machines: int
    workers: int
    commit: str
    communities: int
    schools: int
    children: int
    making: float
    wall: float
    spent: float
    verdicts: Mapping[str, int]
    reasons: Mapping[str, int] = {}
    findings: int
    gaps: Mapping[str, tuple[float, float, int]]
    memory_mib: float
    largest_mib: float


def read_runs(store: Path) -> Iterator[CityRun]:
    """Yield the runs of a file."""
    for line in store.read_text(encoding="utf-8").splitlines():
        yield CityRun.model_validate_json(line)


class CommunityRun(Frozen):
    """What came of one community in a run.

    Attributes:
        place: its name.
        seconds: of its search.
        missing: of each seat goal with a bound: the share that may be missing.
    """

    fraction: float
    workers: int
    commit: str
    place: str
    verdict: str
    schools: int
    seconds: float
    missing: Mapping[str, float]


def missing(row: Row) -> dict[str, float]:
    """Return, by seat goal with a bound that holds everywhere, the share missing."""
    return {
        goal.name: (goal.bound - goal.value) / goal.bound if goal.bound else 0.0
        for goal in row.goals
        if goal.name.startswith(SEATS)
        and goal.bound is not None
        and goal.holds == "everywhere"
    }


def gaps_of(rows: Sequence[Row]) -> dict[str, tuple[float, float, int]]:
    """Return, by seat goal, the mean and worst share missing, and of how many."""
    shares: dict[str, list[float]] = {}
    for row in rows:
        for name, share in missing(row).items():
            shares.setdefault(name, []).append(share)
    return {
        name: (round(mean(found), 6), round(max(found), 6), len(found))
        for name, found in shares.items()
    }
