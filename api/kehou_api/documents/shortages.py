"""What cannot be, found by counting, as JSON documents."""

from kehou_solver.domain.instance import Instance
from kehou_solver.policy import Policy
from kehou_solver.shortages import shortages


def shortage_documents(instance: Instance) -> list[dict[str, str]]:
    """Return every plain impossibility; each looks like an issue of the API."""
    return [
        {
            "pointer": one.about,
            "seen": f"{one.available} / {one.needed} {one.unit}",
            "zh": one.zh,
            "en": one.en,
        }
        for one in shortages(instance, Policy.of(instance))
    ]
