"""What having more costs: given by who asks, for the law sets no such price."""

from typing import Literal

from kehou_simulation.prices.candidates import MONEY_STEP_FEN, Candidate
from kehou_simulation.scenarios.reading import toml_of
from kehou_solver.domain.base import Fen, Frozen
from kehou_solver.domain.reading.item import read_item
from kehou_solver.errors import InvalidInstance, Problem

KINDS = ("hour", "hire", "training", "room_slot", "room")


class Costs(Frozen):
    """What one of each kind costs in a week (fen).

    A kind without a cost is not considered: none is invented.

    Attributes:
        hour, hire, training, room_slot, room: of one of them at a school.
        money: also consider 100 yuan a week more for people from outside, which cost
            what they are.
    """

    format: Literal["kehou-costs/1"]
    hour: Fen | None = None
    hire: Fen | None = None
    training: Fen | None = None
    room_slot: Fen | None = None
    room: Fen | None = None
    money: bool = False

    def of(self, candidate: Candidate) -> int | None:
        """Return what a candidate costs; None = nobody said."""
        if candidate.what == "money":
            return MONEY_STEP_FEN if self.money else None
        return self.of_kind(candidate.what)

    def of_kind(self, kind: str) -> int | None:
        """Return what one of a kind costs; None = nobody said."""
        cost: int | None = getattr(self, kind)
        return cost


def read_costs(text: bytes) -> Costs:
    """Read costs from a file (TOML).

    Raises:
        InvalidFile: no UTF-8, no TOML, or too large.
        InvalidInstance: with every problem; also if no kind has a cost.
    """
    costs = read_item(Costs, toml_of(text))
    if costs.money or any(costs.of_kind(kind) is not None for kind in KINDS):
        return costs
    listed = ", ".join(KINDS)
    raise InvalidInstance(
        [
            Problem(
                "/",
                "{}",
                f"至少给出一类的每周成本（分）：{listed}，或 money = true；"
                "法规没有规定，不会替您假定",
                f"give what at least one kind costs a week (fen): {listed}, or "
                "money = true; the law sets no such price and none is invented",
            )
        ]
    )
