"""Takes out of documents what a role may not read."""

from typing import Any


def without_hardship(instance: dict[str, Any]) -> dict[str, Any]:
    """Return an instance document in which no child has a hardship category.

    Whose tier is which is then no longer in it: who may not know of hardship may not
    infer it either.
    """
    pupils = [pupil_without_hardship(pupil) for pupil in instance.get("pupils", ())]
    return {**instance, "pupils": pupils}


def pupil_without_hardship(pupil: dict[str, Any]) -> dict[str, Any]:
    """Return a child without what is sensitive; a waived fee tells of poverty, too."""
    return {**pupil, "hardship": [], "fee_waiver_percent": 0}
