"""How little fixed pay there can be: as many people as lessons fall together."""

from kehou_solver.domain.instance import Instance
from kehou_solver.domain.weeks import weeks_of
from kehou_solver.policy import Policy
from kehou_solver.rules import rules_for
from kehou_solver.search.roster.held import pinned_slots

NEEDED = {"one_place_at_a_time", "adults_per_group", "pins_kept", "meetings_as_offered"}
"""Rules the counting leans on."""


def least_fixed_pay(instance: Instance, policy: Policy) -> int:
    """Return a bound (fen) on `cost_fen` that holds for every lawful week.

    A pinned meeting is held by a group of its own with a lead of its own, who is
    nowhere else meanwhile. So at each minute at least as many adults are at work as
    clubs are pinned to meet then, and each is paid once for the week; no pay by lesson
    is below zero. Counts 0 where odd and even weeks differ.
    """
    in_force = {rule.name for rule in rules_for(policy)}
    if weeks_of(instance) != ("every",) or not in_force >= NEEDED:
        return 0
    slots = {slot.id: slot for slot in instance.slots}
    ends = sorted(
        (slot.weekday, minute, step)
        for pinned in pinned_slots(instance).values()
        for slot in (slots[name] for name in pinned)
        # An end comes before a start at the same minute: spans are half-open.
        for minute, step in ((slot.end, -1), (slot.start, 1))
    )
    together = most = 0
    for _, _, step in ends:
        together += step
        most = max(most, together)
    return sum(sorted(adult.fixed_fen_week for adult in instance.adults)[:most])
