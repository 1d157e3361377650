"""Rosters without a model: groups that must be held, given to people by hand.

    held      which lessons there are, who could give each, and a room for every group
    shares    gives lessons to people by moves that put others out (`search/placing.py`)
    fewest    sends one person home after the other
    bound     how few people there can be, by counting

Fast at any size since nothing is written down but who can do what and what falls
together. All other rules are the judge's: what breaks one is not used.
docs/decisions/0012.
"""

from kehou_solver.search.roster.bound import least_fixed_pay
from kehou_solver.search.roster.fewest import better_rosters

__all__ = ["better_rosters", "least_fixed_pay"]
