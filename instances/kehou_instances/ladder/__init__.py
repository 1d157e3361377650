"""The benchmark ladder XS, S, M, L: seeded schools with a lawful timetable inside."""

from kehou_instances.ladder.generating import Planted, generate
from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.sizes import Size

__all__ = ["Knobs", "Planted", "Size", "generate"]
