"""Which schools of an instance are planned: others are only somebody's home."""

from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import School


def planned_schools(instance: Instance) -> tuple[School, ...]:
    """Return the schools with slots, in the order of the instance."""
    planned = {slot.school for slot in instance.slots}
    return tuple(school for school in instance.schools if school.id in planned)
