"""The applicant list a draw is held over: what is published, byte by byte."""

import hashlib
from collections.abc import Iterable

from kehou_solver.domain.pupil import Pupil


def applicant_list(pupils: Iterable[Pupil]) -> bytes:
    r"""Return the list in its one true form.

    One line for each child with a written consent and at least one wish, by code in
    the order of its characters (Unicode): the code, a tab, the wishes from the first
    to the last with commas between, a newline (`\n`). UTF-8. Codes and wishes hold
    neither tabs nor commas. Nothing else about a child is in it.
    """
    lines = sorted(
        f"{pupil.id}\t{','.join(pupil.wishes)}\n"
        for pupil in pupils
        if pupil.consent is not None and pupil.wishes
    )
    return "".join(lines).encode("utf-8")


def list_hash(pupils: Iterable[Pupil]) -> str:
    """Return the sha256 of the applicant list, to be published before the draw."""
    return hashlib.sha256(applicant_list(pupils)).hexdigest()
