"""The benchmark ladder XS to XL: seeded schools with a lawful timetable inside."""

from kehou_instances.ladder.generating import generate, generate_scaled
from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.planted import Planted
from kehou_instances.ladder.sizes import Size

__all__ = ["Knobs", "Planted", "Size", "generate", "generate_scaled"]
