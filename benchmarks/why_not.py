"""Why-not, measured: is any reason false, how many answers are complete, how long?

    python -m benchmarks.why_not impossible          # the forty impossible weeks
    python -m benchmarks.why_not wishes XS 100       # unmet wishes of solved XS schools
    python -m benchmarks.why_not wishes M 100        # unmet wishes of one M school

A reason is refuted if its changes, made in the data, do not give a timetable that the
judge passes, that has what was asked for and that keeps the tiers. At XS each reason is
also tried again in the model of every solve, whole and in each of its proper parts.
"""

import argparse
import random
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from ortools.sat.python import cp_model

from kehou_instances.ladder import Size, generate
from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import Found, Impossible, Settings
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading import read_timetable
from kehou_solver.domain.timetable import Timetable
from kehou_solver.goals import GOALS
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.formulation import Formulation
from kehou_solver.search.smallest import applied
from kehou_solver.search.why import Why
from kehou_solver.solve import solve
from kehou_solver.whynot import Answer, WishNotMet, why_not
from kehou_solver.whynot.asked import Asked, floors, pinned
from tests.solver.impossible_weeks import FORTY, impossible_week

ONE = Settings(seconds=60.0, workers=1)


@dataclass
class Tally:
    """What was seen so far."""

    asked: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    sizes: Counter[int] = field(default_factory=Counter)
    complete: int = 0
    reasons: int = 0
    refuted: list[str] = field(default_factory=list)
    proposals_cut: int = 0
    seconds: list[float] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        times = sorted(self.seconds)
        yield f"asked {self.asked}, complete {self.complete}"
        yield f"answers {dict(self.answers)}; changes in a reason {dict(self.sizes)}"
        yield f"reasons {self.reasons}, refuted {len(self.refuted)} {self.refuted}"
        yield f"proposals cut off before they were shown {self.proposals_cut}"
        if times:
            slow = times[min(len(times) - 1, int(0.95 * len(times)))]
            yield (
                f"seconds: median {statistics.median(times):.1f}, "
                f"p95 {slow:.1f}, most {times[-1]:.1f}"
            )


def possible(instance: Instance, policy: Policy, asked: Asked | None = None) -> bool:
    """Say whether the model of every solve has a solution; no zone, no remedies."""
    formulation = Formulation(instance, policy)
    for name, value in asked.floors.items() if asked else ():
        goal = GOALS[name].value(formulation.weeks)
        if not isinstance(goal, int):
            formulation.model.add(goal >= value)
    solver = Budget(ONE).solver(ONE.seconds)
    return solver.solve(formulation.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def unmet(instance: Instance, timetable: Timetable) -> list[WishNotMet]:
    """Return every wish without a seat, of children who stay."""
    clubs = {group.id: group.club for group in timetable.groups}
    seated = {(seat.pupil, clubs[seat.group]) for seat in timetable.seats}
    index = {one.id: one for one in instance.clubs}
    grades = {one.id: one.grade for one in instance.classes}
    return [
        WishNotMet(pupil=pupil.id, club=wish)
        for pupil in instance.pupils
        if pupil.consent is not None
        for wish in pupil.wishes
        if (pupil.id, wish) not in seated
        and index[wish].from_grade <= grades[pupil.class_id] <= index[wish].to_grade
    ]


def solved(size: Size, ready: Path | None) -> Iterator[tuple[Instance, Timetable]]:
    """Yield schools with good timetables: several of XS, one of any larger size."""
    for seed in count():
        instance = generate(size, seed).instance
        if ready is not None:
            yield instance, read_timetable(ready.read_text(encoding="utf-8"))
            return
        seconds = 8.0 if size == "XS" else 60.0
        outcome = solve(instance, Settings(seconds=seconds, workers=8))
        if isinstance(outcome, Found):
            yield instance, outcome.timetable
        if size != "XS":
            return


def ask_wishes(size: Size, number: int, seconds: float, ready: Path | None) -> Tally:
    """Ask for random unmet wishes."""
    tally = Tally()
    draw = random.Random(0)  # noqa: S311 — a sample, not a secret
    for instance, timetable in solved(size, ready):
        questions = unmet(instance, timetable)
        draw.shuffle(questions)
        few = 20 if size == "XS" else number
        for question in questions[: min(few, number - tally.asked)]:
            answer = why_not(
                instance,
                timetable,
                question,
                settings=Settings(seconds=seconds, workers=1),
                most=3,
            )
            note(tally, answer)
            recheck(tally, instance, timetable, answer, whole=size == "XS")
            say(f"{tally.asked} {answer.seconds:.1f} s {answer.en[:150]}")
        if tally.asked >= number:
            break
    return tally


def note(tally: Tally, answer: Answer) -> None:
    """Count one answer."""
    tally.asked += 1
    tally.complete += answer.complete
    tally.seconds.append(answer.seconds)
    tally.proposals_cut += answer.refuted
    if answer.possible is not None and answer.possible.keeps_tiers:
        tally.answers["possible"] += 1
    elif answer.needs:
        tally.answers["needs a change"] += 1
    elif answer.possible is not None:
        tally.answers["possible at a price only"] += 1
    else:
        tally.answers["nothing found"] += 1
    tally.sizes.update(len(need.remedies) for need in answer.needs)


def recheck(
    tally: Tally,
    instance: Instance,
    timetable: Timetable,
    answer: Answer,
    *,
    whole: bool,
) -> None:
    """Try to refute everything an answer says."""
    policy = Policy.of(instance)
    asked_of = pinned(instance, answer.question)
    asked = Asked(answer.question, floors(instance, policy, timetable, answer.question))
    name = answer.question.model_dump_json()
    if answer.possible is not None and broken(
        audit(asked_of, answer.possible.timetable, policy)
    ):
        tally.refuted.append(f"possible: {name}")
    if whole and answer.needs and possible(asked_of, policy, asked):
        tally.refuted.append(f"needs nothing: {name}")
    for need in answer.needs:
        tally.reasons += 1
        changed = applied(asked_of, need.remedies)
        stands = not broken(audit(changed, need.timetable, policy)) and asked.met(
            changed, policy, need.timetable
        )
        if whole:
            stands = stands and possible(changed, policy, asked)
            for place in range(len(need.remedies) if len(need.remedies) > 1 else 0):
                part = [*need.remedies[:place], *need.remedies[place + 1 :]]
                if possible(applied(asked_of, part), policy, asked):
                    stands = False
        if not stands:
            tally.refuted.append(f"{need.en}: {name}")


def ask_impossible() -> Tally:
    """Ask for ways out of the forty impossible weeks."""
    tally = Tally()
    for kind, seed in FORTY:
        instance = impossible_week(kind, seed)
        policy = Policy.of(instance)
        budget = Budget(ONE)
        tally.asked += 1
        outcome = solve(instance, Settings(seconds=30.0, workers=1))
        tally.answers[type(outcome).__name__] += 1
        if not isinstance(outcome, Impossible):
            tally.refuted.append(f"not impossible: {kind} {seed}")
            continue
        why = Why(instance, policy, budget)
        fixes = list(why.fixes())
        tally.seconds.append(budget.elapsed())
        tally.complete += bool(fixes) and (len(fixes) >= 3 or why.no_more)
        for fix in fixes:
            tally.reasons += 1
            tally.sizes[len(fix.remedies)] += 1
            lawful = not broken(audit(fix.instance, fix.timetable, policy))
            if not (lawful and possible(fix.instance, policy)):
                tally.refuted.append(f"{kind} {seed} {fix.remedies!r}")
        say(f"{kind} {seed}: {len(fixes)} fixes, {budget.elapsed():.1f} s")
    return tally


def say(words: str) -> None:
    """Print a line at once."""
    print(words, flush=True)  # noqa: T201


def main() -> None:
    """Ask what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["impossible", "wishes"])
    parser.add_argument("size", nargs="?", default="XS", choices=["XS", "S", "M", "L"])
    parser.add_argument("count", nargs="?", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--timetable", type=Path, help="a timetable of seed 0")
    given = parser.parse_args()
    tally = (
        ask_impossible()
        if given.what == "impossible"
        else ask_wishes(given.size, given.count, given.seconds, given.timetable)
    )
    for line in tally.lines():
        say(line)


if __name__ == "__main__":
    main()
