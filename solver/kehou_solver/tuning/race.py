"""The race: candidates against what we ship, same instance, same seed, same time.

The weaker half of the candidates leaves after each lap of training cases. The last one
is judged on the cases held back; it is recommended only if it is better there too, by
more than luck explains.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import comb

from kehou_solver.domain.answer import Found, Progress, Settings
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.tuning import Tuning
from kehou_solver.measures import MEASURES
from kehou_solver.search.budget import Budget
from kehou_solver.solve import solve
from kehou_solver.tuning.cases import Case, halves
from kehou_solver.tuning.space import candidates

LUCK = 0.05
"""The chance of as good a result if nothing were better must not exceed this."""

News = Callable[[Progress], None]
Values = dict[str, int]
Runner = Callable[[Instance, Settings, threading.Event], Values | None]
"""Returns the value of each goal in its order; None = no timetable."""


@dataclass(frozen=True)
class Run:
    """One solve: which case, with what, and what came of it."""

    case: str
    tuning: Tuning
    values: Values | None


@dataclass(frozen=True)
class Against:
    """How a candidate fared against what we ship."""

    better: int = 0
    level: int = 0
    worse: int = 0

    @property
    def luck(self) -> float:
        """Return the chance of so many wins if each decided case were a coin's toss."""
        decided = self.better + self.worse
        wins = range(self.better, decided + 1)
        return float(sum(comb(decided, k) for k in wins) / 2**decided)


@dataclass(frozen=True)
class Tuned:
    """What a tuning run found.

    Attributes:
        training, held_back: names of the cases.
        best: the candidate that led on the training cases; None = stopped before.
        on_training, on_held_back: how it fared against what we ship.
        recommended: better on the cases held back, by more than luck explains.
        stopped: ended before everything was judged.
        runs: every solve, in order.
    """

    training: tuple[str, ...]
    held_back: tuple[str, ...]
    best: Tuning | None
    on_training: Against
    on_held_back: Against
    recommended: bool
    stopped: bool
    runs: tuple[Run, ...] = field(repr=False)


def solved(
    instance: Instance, settings: Settings, stop: threading.Event
) -> Values | None:
    """Solve one instance."""
    outcome = solve(instance, settings, stop=stop)
    if not isinstance(outcome, Found):
        return None
    return {goal.name: goal.value for goal in outcome.goals}


def tune(
    cases: Sequence[Case],
    *,
    seconds: float,
    count: int,
    held_back: float = 0.5,
    seed: int = 0,
    runner: Runner = solved,
    on_progress: News | None = None,
    stop: threading.Event | None = None,
) -> Tuned:
    """Seek parameters that are better than those we ship on a family of instances.

    Args:
        cases: the family.
        seconds: of each solve.
        count: number of candidates drawn.
        held_back: part of the cases that no candidate is chosen on.
        seed: of the draws, the split and every solve.
        runner: solves one instance.
        on_progress: told of every solve.
        stop: ends the race; what was found so far is kept, nothing is recommended.

    Raises:
        InputError: if the family is too small or holds an instance twice.
    """
    training, held = halves(cases, held_back, seed)
    race = _Race(seconds, seed, runner, on_progress, stop or threading.Event())
    best = race.choose(candidates(count, seed), training)
    on_training = race.against(best, training) if best else Against()
    on_held = race.judge(best, held) if best else Against()
    better = on_held.better > on_held.worse and on_held.luck <= LUCK
    return Tuned(
        training=tuple(case.name for case in training),
        held_back=tuple(case.name for case in held),
        best=best,
        on_training=on_training,
        on_held_back=on_held,
        recommended=better and not race.stopped,
        stopped=race.stopped,
        runs=tuple(race.runs.values()),
    )


class _Race:
    """Solves each pair of case and tuning once."""

    def __init__(
        self,
        seconds: float,
        seed: int,
        runner: Runner,
        news: News | None,
        stop: threading.Event,
    ) -> None:
        self.seconds, self.seed, self.runner = seconds, seed, runner
        self.news = news or (lambda _: None)
        self.stop = stop
        self.stopped = False
        self.runs: dict[tuple[str, Tuning], Run] = {}
        self._clock = Budget(Settings(seconds=seconds))

    def choose(
        self, running: Sequence[Tuning], training: Sequence[Case]
    ) -> Tuning | None:
        """Return the candidate that leads once all training cases were run."""
        lap, done = 1, 0
        while done < len(training):
            now = training[done : done + lap]
            for case in now:
                for tuning in (Tuning(), *running):
                    self._run(case, tuning, "挑选", "choosing")
            if self.stopped:
                return None
            done += len(now)
            ranked = sorted(running, key=lambda one: self._rank(one, training[:done]))
            running = ranked[: max(1, (len(ranked) + 1) // 2)]
            lap *= 2
        return running[0]

    def _rank(self, tuning: Tuning, cases: Sequence[Case]) -> int:
        fared = self.against(tuning, cases)
        return fared.worse - fared.better

    def judge(self, best: Tuning, held: Sequence[Case]) -> Against:
        """Run the leader and what we ship on the cases held back."""
        for case in held:
            for tuning in (Tuning(), best):
                self._run(case, tuning, "检验", "judging")
        return self.against(best, held)

    def against(self, tuning: Tuning, cases: Sequence[Case]) -> Against:
        """Count the cases run in which a candidate was better, level and worse."""
        signs = []
        for case in cases:
            mine = self.runs.get((case.name, tuning))
            shipped = self.runs.get((case.name, Tuning()))
            if mine is not None and shipped is not None:
                signs.append(compared(mine.values, shipped.values))
        return Against(signs.count(1), signs.count(0), signs.count(-1))

    def _run(self, case: Case, tuning: Tuning, zh: str, en: str) -> None:
        key = case.name, tuning
        if key in self.runs or self.stop.is_set():
            self.stopped = self.stopped or self.stop.is_set()
            return
        at = len(self.runs) + 1
        words = Text(
            f"{zh}：{case.name}，第 {at} 次求解", f"{en}: {case.name}, run {at}"
        )
        self.news(Progress(words, None, None, None, self._clock.elapsed()))
        settings = Settings(self.seconds, tuning.workers, self.seed, tuning)
        values = self.runner(case.instance, settings, self.stop)
        if self.stop.is_set():
            self.stopped = True  # cut short: not what this tuning would have reached
            return
        self.runs[key] = Run(case.name, tuning, values)


def compared(one: Values | None, other: Values | None) -> int:
    """Return 1, 0 or -1: is `one` better in the first goal that differs?"""
    if one is None or other is None:
        return (one is not None) - (other is not None)
    for name, value in one.items():
        if value != other[name]:
            more = value > other[name]
            return 1 if more == (MEASURES[name].seek == "max") else -1
    return 0
