"""The ladder from XS to XL, and schools of any size for measuring how cost grows."""

from kehou_instances.ladder.campuses import plant_group
from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.planted import Planted
from kehou_instances.ladder.scaled_shapes import (
    PER_CLASS,
    XL_CLASSES,
    XL_PUPILS,
    XL_WEAK,
    campus_classes,
    campus_shapes,
    shape_of,
)
from kehou_instances.ladder.schools import plant_school
from kehou_instances.ladder.sizes import SHAPES, Size

XL_STREAM, SCALED_STREAM = 4, 5
"""First number of the seeds; the rungs of one school have 0 to 3."""

ONE_SCHOOL_MOST = 2_500
"""Children of the largest single school; above that there are campuses."""
PER_CAMPUS = 1_300
"""Children of a campus on average, as in XL."""
PUPILS = (250, 12_000)
ADULTS_RATIO = (0.8, 2.0)
"""Below four fifths not every class finds somebody in every slot."""


def generate(size: Size, seed: int, knobs: Knobs | None = None) -> Planted:
    """Make one school, or at XL a group; the same arguments give the same bytes.

    Args:
        size: the rung.
        seed: >= 0; with the rung, all that chance depends on.
        knobs: None = the plain school of the rung.
    """
    knobs = knobs or Knobs()
    if size == "XL":
        shapes = campus_shapes(XL_CLASSES, XL_PUPILS, XL_WEAK)
        return plant_group(size, seed, shapes, knobs, (XL_STREAM, seed))
    draws = Draws(list(SHAPES).index(size), seed)
    return plant_school(size, seed, SHAPES[size], knobs, draws)


def generate_scaled(pupils: int, seed: int, *, adults_ratio: float = 1.0) -> Planted:
    """Make a school, or a group of campuses, with everything in proportion.

    One family from 250 to 12,000 children, so that a measured cost can be set
    against the size alone.

    Args:
        pupils: children, all listed; above 2,500 they share campuses.
        seed: >= 0; with the other arguments, all that chance depends on.
        adults_ratio: factor on the adults of every kind, 0.8 to 2.

    Raises:
        ValueError: if a number is out of its range.
    """
    for given, (least, most) in ((pupils, PUPILS), (adults_ratio, ADULTS_RATIO)):
        if not least <= given <= most:
            raise ValueError(
                f"{given}：应在 {least} 与 {most} 之间 / must be from {least} to {most}"
            )
    rung = f"scaled-{pupils}" + (f"-x{adults_ratio:g}" if adults_ratio != 1 else "")
    classes = max(6, round(pupils / PER_CLASS))
    entropy = (SCALED_STREAM, seed, pupils, round(1000 * adults_ratio))
    if pupils <= ONE_SCHOOL_MOST:
        shape = shape_of(classes, pupils, adults_ratio=adults_ratio)
        return plant_school(rung, seed, shape, Knobs(), Draws(*entropy))
    campuses = round(pupils / PER_CAMPUS)
    shapes = campus_shapes(
        campus_classes(classes, campuses),
        pupils,
        weak=-(-campuses // 4),
        adults_ratio=adults_ratio,
    )
    return plant_group(rung, seed, shapes, Knobs(), entropy)
