"""The district's list of vendors."""

from collections.abc import Iterator

from kehou_solver.domain.validity.adults import days_problem
from kehou_solver.domain.validity.draft import Draft
from kehou_solver.errors import Problem


def vendor_problems(draft: Draft) -> Iterator[Problem]:
    """Judge each entry of the list."""
    for where, vendor in draft.placed("vendors", draft.instance.vendors):
        yield from draft.refer("districts", vendor.district, f"{where}/district")
        yield from draft.refer("clubs", vendor.clubs, f"{where}/clubs")
        yield from days_problem(where, vendor.listed_from, vendor.listed_until)
