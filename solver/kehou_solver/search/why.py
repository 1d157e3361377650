"""Why there is no lawful timetable, and what would mend it; nothing unconfirmed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from kehou_solver.checks import TITLES
from kehou_solver.domain.answer import Clash, Mend
from kehou_solver.domain.base import Text
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance, SeatPin
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.advice import ADVICE
from kehou_solver.search.budget import Budget
from kehou_solver.search.formulation import Formulation
from kehou_solver.search.remedies.offers import Focus, offers
from kehou_solver.search.remedies.words import all_in_words
from kehou_solver.search.smallest import Fix, Nothing, Smallest
from kehou_solver.search.subjects import in_words

Key = tuple[str, str]
"""(rule, subject)."""

COVER = "everyone_in_care"

PROBES = 40
"""Most re-solves spent on making a clash small."""

LONG = 20.0
"""Seconds (or units of work) of the first proof, on the whole model."""

PATIENCE = 30.0
"""Seconds after which an explanation makes do with what it has."""

MANY = 8
"""Subjects of one rule named one by one; more are counted."""

SHORT = 3.0
"""Seconds (or units of work) of one probe."""

FIXES = 4
"""Changes of data offered at most."""


class Why:
    """Explains one impossible week.

    Every (rule, subject) hangs on a switch. A set of switches that cannot all be on
    is a clash; it is made small by leaving one out at a time and solving again.

    Attributes:
        no_more: it is proved that there are no fixes besides those yielded.
    """

    def __init__(self, instance: Instance, policy: Policy, budget: Budget) -> None:
        self.budget = budget
        self.until = budget.elapsed() + PATIENCE
        self.no_more = False
        self.instance = instance
        self.policy = policy
        self.index = Index(instance)
        self.formulation = Formulation(instance, policy, explain=True)
        self.switches = self.formulation.switches or {}

    def clash(self) -> tuple[Key, ...] | None:
        """Return a small set that cannot hold together; None if not confirmed."""
        core = self._core(self.switches, LONG)
        if core is None:
            return None
        keys = list(core)
        probes = 0
        position = 0
        while position < len(keys) and probes < PROBES and not self._late():
            fewer = keys[:position] + keys[position + 1 :]
            smaller = self._core(fewer)
            probes += 1
            if smaller is None:
                position += 1
            else:
                keys = [key for key in keys if key in smaller]
        return tuple(keys)

    def _core(self, on: Iterable[Key], share: float = SHORT) -> set[Key] | None:
        """Return a part of `on` that is impossible; None if `on` may be possible."""
        asked = list(on)
        model = self.formulation.model
        model.clear_assumptions()
        model.add_assumptions([self.switches[key] for key in asked])
        solver = self.budget.solver(share)
        solver.parameters.num_workers = 1
        if self.budget.solve(solver, model) != cp_model.INFEASIBLE:
            return None
        found = set(solver.sufficient_assumptions_for_infeasibility())
        by_index = {self.switches[key].index: key for key in asked}
        return {by_index[index] for index in found if index in by_index}

    def mends(self, clash: Iterable[Key]) -> tuple[Mend, ...]:
        """Return what would make the week possible, each confirmed by re-solving.

        First the smallest changes of data: that is what a scheduler can do. Then the
        members of the clash one by one; then, for a rule none of whose members is
        enough alone, the fewest subjects it would have to spare at once. Nobody is
        told to leave children without care.
        """
        began = self.budget.elapsed()
        changes = tuple(self._changes())
        self.until += self.budget.elapsed() - began
        return (*changes, *self._liftings(clash))

    def _changes(self) -> Iterator[Mend]:
        """Yield the smallest changes of data, each with a judged timetable behind it.

        They have time of their own: an explanation without a way out is of no use.
        """
        for fix in self.fixes():
            if fix.remedies:
                yield self._change(fix)

    def fixes(self) -> Iterator[Fix]:
        """Yield the smallest changes of data that make the week possible."""
        budget = Budget(replace(self.budget.settings, seconds=PATIENCE))
        budget.stop = self.budget.stop
        search = Smallest(
            self.instance, self.policy, budget, Nothing(), patience=PATIENCE
        )
        pins = self.instance.pins
        focus = Focus(
            clubs=frozenset(p.club for p in pins if p.club is not None),
            slots=frozenset(self.index.slots),
            pupils=frozenset(p.pupil for p in pins if isinstance(p, SeatPin)),
            week=True,
        )
        world = World(self.instance, self.policy)
        found = 0
        for fix in search.fixes(offers(world, focus), FIXES):
            found += 1
            yield fix
        self.no_more = search.complete and found < FIXES

    def _change(self, fix: Fix) -> Mend:
        said = all_in_words(self.index, fix.remedies)
        return Mend(
            rule="",
            about=" ".join(remedy.kind for remedy in fix.remedies),
            zh=f"改数据：{said.zh}（已重新求解确认可行）",
            en=f"change of data: {said.en} (confirmed by re-solving)",
        )

    def _liftings(self, clash: Iterable[Key]) -> tuple[Mend, ...]:
        """Return rules and subjects of the clash without which the week is possible."""
        keys = [key for key in clash if key[0] != COVER]
        alone = [
            key for key in keys if not self._late() and self._possible_without(key)
        ]
        found = [self._mend(rule, (about,)) for rule, about in alone]
        for rule in dict.fromkeys(rule for rule, _ in keys):
            if not self._late() and not any(rule == mended for mended, _ in alone):
                abouts = self._fewest(rule)
                if abouts:
                    found.append(self._mend(rule, abouts))
        return tuple(found)

    def _late(self) -> bool:
        return self.budget.stop.is_set() or self.budget.elapsed() > self.until

    def _fewest(self, rule: str) -> tuple[str, ...]:
        """Return the fewest subjects of a rule without which the week is possible."""
        model = self.formulation.model.clone()
        model.clear_assumptions()
        spared = []
        for key, switch in self.switches.items():
            if key[0] == rule:
                spared.append((key[1], switch))
            else:
                model.add_bool_and(switch)
        model.maximize(sum(switch for _, switch in spared))
        solver = self.budget.solver(2 * SHORT)
        status = self.budget.solve(solver, model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return ()
        return tuple(about for about, switch in spared if not solver.value(switch))

    def _possible_without(self, key: Key) -> bool:
        model = self.formulation.model
        model.clear_assumptions()
        model.add_assumptions([s for k, s in self.switches.items() if k != key])
        solver = self.budget.solver(2 * SHORT)
        solver.parameters.num_workers = 1
        status = self.budget.solve(solver, model)
        return status in (cp_model.OPTIMAL, cp_model.FEASIBLE)

    def _mend(self, rule: str, abouts: tuple[str, ...]) -> Mend:
        title, advice = TITLES[rule], ADVICE[rule]
        subject = self._all(abouts)
        return Mend(
            rule=rule,
            about=" ".join(abouts),
            zh=f"{subject.zh}：{advice.zh}（规则“{title.zh}”；已重新求解确认可行）",
            en=f"{subject.en}: {advice.en} "
            f"(rule '{title.en}'; confirmed by re-solving)",
        )

    def _all(self, abouts: Sequence[str]) -> Text:
        """Name subjects one after the other; count those beyond the first few."""
        named = [in_words(self.index, about) for about in abouts[:MANY]]
        more = len(abouts) - len(named)
        zh = "、".join(subject.zh for subject in named)
        en = ", ".join(subject.en for subject in named)
        return (
            Text(f"{zh} 等 {len(abouts)} 项", f"{en} and {more} more")
            if more
            else (Text(zh, en))
        )

    def said(self, keys: Iterable[Key]) -> tuple[Clash, ...]:
        """Say each member of a clash in words."""
        by_rule: dict[str, list[str]] = {}
        for rule, about in keys:
            by_rule.setdefault(rule, []).append(about)
        return tuple(
            self._clash(rule, some)
            for rule, abouts in by_rule.items()
            for some in ([abouts] if len(abouts) > MANY else [[a] for a in abouts])
        )

    def _clash(self, rule: str, abouts: Sequence[str]) -> Clash:
        title, subject = TITLES[rule], self._all(abouts)
        return Clash(
            rule=rule,
            about=" ".join(abouts),
            zh=f"{subject.zh}：“{title.zh}”",
            en=f"{subject.en}: '{title.en}'",
        )
