"""Has the most promising candidates solved, and sets promise beside gain."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kehou_simulation.answers.solved import Row
from kehou_simulation.prices.candidates import Candidate
from kehou_simulation.prices.choosing import Chosen
from kehou_simulation.scenarios.reading import BASE_SCENARIO
from kehou_simulation.scenarios.study import BASE, Scenario, Study
from kehou_solver.domain.answer import GoalResult


@dataclass(frozen=True)
class Gain:
    """What was promised of a candidate, and what it brings once solved.

    Attributes:
        gained: by goal, value with it minus value without it; {} = nothing was found.
        decides: the first goal in which both differ; None = none does.
        proved: of that goal, by how much the value with the candidate is above what
            is proved to be the most without it; below 1: the gain may also be a
            better search.
    """

    chosen: Chosen
    promised: Mapping[str, float]
    gained: Mapping[str, int]
    decides: str | None
    proved: int

    @property
    def candidate(self) -> Candidate:
        """Return what is to be had more of."""
        return self.chosen.priced.candidate


def pricing_study(study: Study) -> tuple[Study, tuple[Scenario, ...]]:
    """Return the study that only solves and prices the base."""
    told = {"priced": True, "scenarios": (), "sweeps": (), "replications": 1}
    return study.model_copy(update=told), (BASE_SCENARIO,)


def proving_study(
    study: Study, chosen: Sequence[Chosen]
) -> tuple[Study, tuple[Scenario, ...]]:
    """Return the study that solves each chosen candidate beside the base."""
    scenarios = tuple(
        Scenario(
            name=one.scenario,
            title_zh=one.priced.candidate.zh,
            title_en=one.priced.candidate.en,
            changes=(one.priced.candidate.change,),
        )
        for one in chosen
    )
    priced, base = pricing_study(study)
    return priced.model_copy(update={"scenarios": scenarios}), (*base, *scenarios)


def gains_of(
    chosen: Sequence[Chosen], rows: Iterable[tuple[str, str, Row]]
) -> list[Gain]:
    """Return what each chosen candidate brings, largest gain first, goal by goal.

    Args:
        chosen: as solved.
        rows: place, scenario and row of every cell.
    """
    found = {(place, scenario): row for place, scenario, row in rows}
    gains = [
        _gain(one, found[one.place, BASE], found[one.place, one.scenario])
        for one in chosen
        if (one.place, one.scenario) in found
    ]
    return sorted(gains, key=_rank, reverse=True)


def _gain(chosen: Chosen, before: Row, after: Row) -> Gain:
    was = {goal.name: goal for goal in before.goals}
    now = {goal.name: goal for goal in after.goals}
    goals = [price.goal for price in chosen.priced.prices]
    promised = {price.goal: price.promised for price in chosen.priced.prices}
    if after.verdict != "found":
        return Gain(chosen, promised, {}, None, 0)
    gained = {name: now[name].value - was[name].value for name in goals}
    decides = next((name for name in goals if gained[name]), None)
    proved = 0 if decides is None else _surely(was[decides], now[decides])
    return Gain(chosen, promised, gained, decides, proved)


def _surely(was: GoalResult, now: GoalResult) -> int:
    if was.bound is None or was.holds != "everywhere":
        return 0
    return max(0, now.value - was.bound)


def _rank(gain: Gain) -> tuple[tuple[int, ...], int]:
    return tuple(gain.gained.values()), gain.proved
