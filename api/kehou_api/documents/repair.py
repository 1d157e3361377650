"""The answer of a repair as one JSON document, without its timetable."""

from typing import Any

from kehou_solver.repair import NoRepair, Repaired


def as_document(outcome: Repaired | NoRepair) -> dict[str, Any]:
    """Return the answer with everything in it but the timetable."""
    if isinstance(outcome, NoRepair):
        return {
            "outcome": "no_repair",
            "proved": outcome.proved,
            "seconds": round(outcome.seconds, 3),
            "blocked": [text._asdict() for text in outcome.blocked],
            "gaps": [gap.model_dump(mode="json") for gap in outcome.gaps],
        }
    return {
        "outcome": "repaired",
        "seconds": round(outcome.seconds, 3),
        "cells": outcome.cells,
        "bound": outcome.bound,
        "proved": outcome.proved,
        "reach": outcome.reach,
        "changes": [
            {
                "what": change.what._asdict(),
                "before": change.before._asdict(),
                "after": change.after._asdict(),
                "cells": change.cells,
            }
            for change in outcome.changes
        ],
        "alternatives": [
            {
                "adult": one.adult,
                "group": one.group,
                "slot": one.slot,
                "weeks": one.weeks,
                "role": one.role,
                "candidates": [
                    {
                        "adult": who.adult,
                        "chosen": who.chosen,
                        "new_lessons": who.new_lessons,
                        "reasons": who.reasons._asdict(),
                    }
                    for who in one.candidates
                ],
            }
            for one in outcome.alternatives
        ],
    }
