"""The smallest changes of data that make a timetable possible, each confirmed.

A model of the instance with every remedy taken proposes the fewest remedies that could
do. Each proposal is then made true: applied to the instance, solved again without any
remedy in the model, and audited by the judge. What fails is cut off and the model asked
again, so nothing unconfirmed is ever returned and nothing smaller is overlooked.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ortools.sat.python import cp_model

from kehou_solver.checks import audit, broken
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.errors import AuditDisagreement, InvalidModel
from kehou_solver.model.build import worlds_of
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.remedies import AnyRemedy, Frame, Stays
from kehou_solver.search.zone import Zone, Zoned

ONE = 10_000
"""Cost of one remedy; preferences among equally many stay far below it."""

AGAIN = 100
"""Cost of a kind of remedy that was offered before: another kind says more."""

PREFERENCES: tuple[str, ...] = (
    "unpin",
    "more_clubs",
    "free_in",
    "papers_renewed",
    "more_lessons",
    "more_afternoons",
    "room_opened",
    "room_seats",
    "takes_post",
    "club_slot",
    "club_seats",
    "parallel_groups",
    "min_enrolment",
    "gives_care",
    "can_lead",
    "school_limit",
    "larger_care",
    "no_homework",
    "extra_post",
    "extra_adult",
    "room_fits",
    "labour_ceiling",
    "extra_room",
    "lessons_end_earlier",
)
"""Kinds of remedy, what is easiest to do first; only breaks ties."""


class Demand(Protocol):
    """What a timetable must have besides being lawful."""

    def require(self, model: Zoned) -> None:
        """Write it into a model."""

    def met(self, instance: Instance, policy: Policy, timetable: Timetable) -> bool:
        """Say whether a timetable has it, by looking."""


class Nothing:
    """Any lawful timetable will do."""

    def require(self, model: Zoned) -> None:
        """Add nothing."""

    def met(self, instance: Instance, policy: Policy, timetable: Timetable) -> bool:
        """Accept."""
        return True


@dataclass(frozen=True)
class Fix:
    """Remedies that are enough, and the timetable that proves it.

    Attributes:
        remedies: nothing less of them is enough; none = no change is needed.
        instance: the instance with them.
        timetable: a lawful timetable of it that has what was demanded.
        smallest: it is proved that no part and no smaller amount would do.
    """

    remedies: tuple[AnyRemedy, ...]
    instance: Instance
    timetable: Timetable
    smallest: bool = True


class Unsure(Exception):
    """A probe ran out of time."""


class Smallest:
    """One question about one instance.

    Attributes:
        complete: every probe so far came to an end, and the search was not cut short.
        refuted: proposals that the re-solve did not confirm; they are never returned.
    """

    def __init__(
        self,
        instance: Instance,
        policy: Policy,
        budget: Budget,
        demand: Demand,
        *,
        zone: Zone | None = None,
        probe: float = 10.0,
        patience: float = math.inf,
    ) -> None:
        """Prepare.

        Args:
            instance: as it is.
            policy: its rulebooks.
            budget: how long to look.
            demand: what the timetable must have.
            zone: what may change; None = everything.
            probe: seconds (or units of work) of one re-solve.
            patience: wall seconds after which no new probe begins.
        """
        self.instance = instance
        self.policy = policy
        self.budget = budget
        self.demand = demand
        self.zone = zone
        self.probe = probe
        self.until = budget.elapsed() + patience
        self.complete = True
        self.refuted = 0

    def attempt(self, remedies: Sequence[AnyRemedy] = ()) -> Timetable | None:
        """Solve with some remedies and nothing else changed; None = impossible.

        Raises:
            Unsure: if time ran out.
            AuditDisagreement: if the judge rejects what was found: our defect.
        """
        changed = applied(self.instance, remedies)
        model = Zoned(changed, self.policy, self.zone)
        self.demand.require(model)
        if self.zone is not None:
            model.hint(self.zone.timetable)
        solver = self.solve(model)
        if solver is None:
            return None
        timetable = model.read(solver)
        self.judge(changed, timetable)
        return timetable

    def fixes(self, remedies: Sequence[AnyRemedy], most: int) -> Iterator[Fix]:
        """Yield up to `most` smallest sets, fewest remedies first.

        Sets of the same number come in an order of preference, different kinds first.
        No set contains another one.
        """
        pure = [r for r in remedies if not isinstance(r, Stays)]
        if not pure:
            return
        everything = applied(self.instance, pure)
        model = Zoned(everything, self.policy, self.zone, before=self.instance)
        self.demand.require(model)
        taken = [model.model.new_bool_var(f"taken[{n}]") for n in range(len(pure))]
        before = worlds_of(self.instance, self.policy).values()
        weeks = list(zip(model.weeks, before, strict=True))
        for remedy, var in zip(pure, taken, strict=True):
            remedy.restrict(Frame(model.model, weeks, var))
        _alike_in_order(model.model, pure, taken)
        if self.zone is not None:
            model.hint(self.zone.timetable)
            # Any way at all is found sooner than the smallest, and leads to it.
            try:
                somehow = self.solve(model)
            except Unsure:
                self.complete = False
                return
            if somehow is None:
                return
            _hint_all(model.model, somehow)
        used: Counter[str] = Counter()
        found = 0
        while found < most:
            model.model.minimize(
                cp_model.LinearExpr.weighted_sum(
                    taken, [_cost(remedy, used) for remedy in pure]
                )
            )
            try:
                solver = self.solve(model)
            except Unsure:
                self.complete = False
                return
            if solver is None:
                return
            if solver.response_proto.status != cp_model.OPTIMAL:
                self.complete = False
            chosen = [n for n, var in enumerate(taken) if solver.boolean_value(var)]
            fix = self._confirmed([pure[n] for n in chosen])
            if fix is None:
                rest = [var for n, var in enumerate(taken) if n not in chosen]
                model.model.add_bool_or(rest)
                continue
            found += 1
            yield fix
            if not fix.remedies:
                return
            used.update({remedy.kind for remedy in fix.remedies})
            kept = {_mark(remedy) for remedy in fix.remedies}
            model.model.add_bool_or(
                [~taken[n] for n in chosen if _mark(pure[n]) in kept]
            )
        # Whether there are more was not asked: that is no gap in what was said.

    def _confirmed(self, remedies: list[AnyRemedy]) -> Fix | None:
        """Make a proposal true and small; None if it is refuted or unsure."""
        try:
            timetable = self.attempt(remedies)
        except Unsure:
            self.complete = False
            return None
        if timetable is None:
            self.refuted += 1
            return None
        smallest = True
        if len(remedies) > 1:
            remedies, timetable, smallest = self._fewest(remedies, timetable)
        remedies, timetable, sized = self._least(remedies, timetable)
        return Fix(
            remedies=tuple(remedies),
            instance=applied(self.instance, remedies),
            timetable=timetable,
            smallest=smallest and sized,
        )

    def _fewest(
        self, remedies: list[AnyRemedy], timetable: Timetable
    ) -> tuple[list[AnyRemedy], Timetable, bool]:
        """Leave out what is not needed."""
        sure = True
        for remedy in list(remedies):
            fewer = [one for one in remedies if one is not remedy]
            try:
                without = self.attempt(fewer)
            except Unsure:
                sure, self.complete = False, False
                continue
            if without is not None:
                remedies, timetable = fewer, without
        return remedies, timetable, sure

    def _least(
        self, remedies: list[AnyRemedy], timetable: Timetable
    ) -> tuple[list[AnyRemedy], Timetable, bool]:
        """Lower each amount as far as it goes, one after the other."""
        sure = True
        for place, remedy in enumerate(remedies):
            low, high = 0, -(-remedy.amount // remedy.step)
            first = True
            while high - low > 1:
                # One is mostly enough; only then halve.
                middle, first = (1, False) if first else ((low + high) // 2, False)
                smaller = remedy.of_amount(middle * remedy.step)
                trial = [*remedies[:place], smaller, *remedies[place + 1 :]]
                try:
                    found = self.attempt(trial)  # type: ignore[arg-type]
                except Unsure:
                    sure, self.complete = False, False
                    break
                if found is None:
                    low = middle
                else:
                    high, timetable = middle, found
                    remedies = trial  # type: ignore[assignment]
        return remedies, timetable, sure

    def solved(self, model: Zoned, share: float) -> cp_model.CpSolver | None:
        """Improve what is known already; None = nothing better in that time."""
        try:
            return self.solve(model, share)
        except Unsure:
            return None

    def solve(self, model: Zoned, share: float = math.inf) -> cp_model.CpSolver | None:
        """Solve, for `share` seconds (or units of work) at most; None = impossible.

        Raises:
            Unsure: if time ran out before anything was found.
        """
        if self.budget.over() or self.budget.elapsed() > self.until:
            raise Unsure
        solver = self.budget.solver(min(share, self.probe, self.budget.left()))
        match self.budget.solve(solver, model.model):
            case cp_model.OPTIMAL | cp_model.FEASIBLE:
                return solver
            case cp_model.INFEASIBLE:
                return None
            case cp_model.UNKNOWN:
                raise Unsure
            case _:
                raise InvalidModel(model.model.validate())

    def judge(self, instance: Instance, timetable: Timetable) -> None:
        """Have the judge pass a timetable, and look for what was demanded.

        Raises:
            AuditDisagreement: if it does not stand.
        """
        wrong = broken(audit(instance, timetable, self.policy))
        if wrong:
            raise AuditDisagreement(f"{wrong[0].rule}: {wrong[0].en}")
        if not self.demand.met(instance, self.policy, timetable):
            raise AuditDisagreement("what was demanded is not in the timetable")


def applied(instance: Instance, remedies: Sequence[AnyRemedy]) -> Instance:
    """Return the instance with all remedies, one after the other."""
    for remedy in remedies:
        instance = remedy.changed(instance)
    return instance


def _hint_all(model: cp_model.CpModel, solver: cp_model.CpSolver) -> None:
    """Suggest a whole solution."""
    model.clear_hints()  # type: ignore[no-untyped-call]
    for index, value in enumerate(solver.response_proto.solution):
        model.add_hint(model.get_int_var_from_proto_index(index), value)


def _cost(remedy: AnyRemedy, used: Counter[str]) -> int:
    return ONE + PREFERENCES.index(remedy.kind) + AGAIN * min(9, used[remedy.kind])


def _mark(remedy: AnyRemedy) -> str:
    """Name a remedy whatever its amount."""
    return remedy.of_amount(1).model_dump_json()


def _alike_in_order(
    model: cp_model.CpModel,
    remedies: Sequence[AnyRemedy],
    taken: Sequence[cp_model.IntVar],
) -> None:
    """Take the first of several remedies that differ only in a made-up id."""
    last: dict[str, cp_model.IntVar] = {}
    for remedy, var in zip(remedies, taken, strict=True):
        spec = remedy.model_dump_json(exclude={"id"})
        if spec in last:
            model.add(var <= last[spec])
        last[spec] = var
