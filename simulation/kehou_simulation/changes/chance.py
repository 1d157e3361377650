"""Numbers between 0 and 1 that belong to somebody, not to the order of asking."""

import hashlib
from dataclasses import dataclass

_BYTES = 8


@dataclass(frozen=True)
class Chance:
    """The chance of one replication.

    Whoever is asked about gets the same number in every scenario of a study: what
    differs between two scenarios is their changes alone (common random numbers).

    Attributes:
        seed: of the study.
        replication: which one, from 0.
    """

    seed: int
    replication: int = 0

    def of(self, what: str, who: str) -> float:
        """Return a number in [0, 1), evenly spread over all who are asked about.

        Args:
            what: what is decided, such as "absent".
            who: id of the adult, child or thing it is decided about.
        """
        told = f"{self.seed}/{self.replication}/{what}/{who}"
        digest = hashlib.sha256(told.encode()).digest()[:_BYTES]
        return int.from_bytes(digest) / float(256**_BYTES)

    def lasting(self) -> "Chance":
        """Return the chance of what is the same in every replication."""
        return Chance(self.seed)
