"""An instance as it is stored: what its row says of it, and its content.

Made where the instance was read, also in a child process: no database here.
"""

from dataclasses import dataclass
from datetime import date

from kehou_api.db.content import packed
from kehou_solver.domain.instance import Instance


@dataclass(frozen=True)
class PackedInstance:
    """What a row of an instance holds; see `InstanceRow`."""

    name: str
    title: str
    week_of: date
    sizes: dict[str, int]
    sha256: str
    content: bytes


def pack(instance: Instance) -> PackedInstance:
    """Pack an instance."""
    sha256, content = packed(instance.model_dump(mode="json"))
    return PackedInstance(
        name=instance.id,
        title=instance.title,
        week_of=instance.week_of,
        sizes={
            "schools": len(instance.schools),
            "classes": len(instance.classes),
            "pupils": len(instance.pupils),
            "clubs": len(instance.clubs),
            "adults": len(instance.adults),
            "rooms": len(instance.rooms),
        },
        sha256=sha256,
        content=content,
    )
