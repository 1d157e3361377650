"""抽签: the draw that decides between children with the same claim."""

from typing import Annotated

from pydantic import StringConstraints

from kehou_solver.domain.base import Frozen, Name

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A sha256 digest in small hexadecimal letters."""


class Draw(Frozen):
    """A draw that anybody can redo: first the list, then a seed nobody could know.

    Attributes:
        list_hash: digest of the applicant list, made public before the seed existed.
        seed: text from outside, such as the numbers of a public lottery of that day.
        seed_from: where and when the seed was made public.
    """

    list_hash: Sha256
    seed: Name
    seed_from: Name
