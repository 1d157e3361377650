"""What can be changed about a school: each change is data, and says what it does.

A change never draws: whom it hits is decided by a number hashed from who they are, so
that the same people are hit in every scenario of a study (common random numbers) and
a stronger change hits everybody a weaker one hits.
"""

from collections.abc import Sequence
from functools import reduce
from typing import Annotated

from pydantic import Field

from kehou_simulation.changes.absences import Absences
from kehou_simulation.changes.add_adults import AddAdults
from kehou_simulation.changes.add_rooms import AddRooms
from kehou_simulation.changes.chance import Chance
from kehou_simulation.changes.end_of_service import EndOfService
from kehou_simulation.changes.fee import Fee
from kehou_simulation.changes.fewer_adults import FewerAdults
from kehou_simulation.changes.outside_money import OutsideMoney
from kehou_simulation.changes.participation import Participation
from kehou_simulation.changes.set_limits import SetLimits
from kehou_simulation.changes.train import Train
from kehou_simulation.changes.vendor_pay import VendorPay
from kehou_solver.domain.instance import Instance

__all__ = ["Chance", "Change", "changed"]

Change = Annotated[
    Absences
    | AddAdults
    | AddRooms
    | EndOfService
    | Fee
    | FewerAdults
    | OutsideMoney
    | Participation
    | SetLimits
    | Train
    | VendorPay,
    Field(discriminator="kind"),
]


def changed(instance: Instance, changes: Sequence[Change], chance: Chance) -> Instance:
    """Return an instance after all changes, in their order.

    A change that does not touch the instance leaves it as it is, so that nobody solves
    it again.

    Raises:
        InvalidInstance: if a change cannot be made to it.
    """
    return reduce(lambda so_far, change: change.made(so_far, chance), changes, instance)
