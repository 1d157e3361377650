"""Loads lie close together, the heavy ones first."""

from collections.abc import Sequence
from typing import Literal

from kehou_solver.goals.goal import Goal
from kehou_solver.goals.load_range import load, most_load
from kehou_solver.model.choices import Choices, Expr, total


class LoadSquares(Goal):
    """Sum over sharers of load squared. Unit: lessons squared.

    A square at whole numbers is the highest of its chords k -> k + 1, so one row per
    chord gives it exactly and keeps the relaxation tight.
    """

    name = "load_squares"
    seek: Literal["max", "min"] = "min"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Bound each square from below by its chords."""
        first = weeks[0]
        terms: list[Expr] = []
        for sharers in first.world.sharers.values():
            for adult in sharers:
                lessons = load(weeks, adult)
                if isinstance(lessons, int):
                    terms.append(lessons * lessons)
                    continue
                top = most_load(weeks, adult)
                square = first.new_count(0, top * top, f"square[{adult.id}]")
                for k in range(adult.past_lessons, top):
                    first.link(square >= (2 * k + 1) * lessons - k * (k + 1))
                terms.append(square)
        return total(terms)
