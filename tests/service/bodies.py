"""Bodies that ask for a timetable of a generated school."""

import json
from functools import cache

from kehou_instances.ladder import generate


@cache
def _school(size: str, seed: int) -> str:
    return generate(size, seed).instance.model_dump_json()  # type: ignore[arg-type]


def body(size: str = "XS", seconds: float = 8.0, seed: int = 0) -> dict[str, object]:
    run = {"seconds": seconds, "seed": seed}
    return {"config": {"run": run}, "modelInput": json.loads(_school(size, seed))}


def study(*instances: str, seconds: float = 1.0) -> dict[str, object]:
    """Return a study of one scenario for stored instances."""
    fewer = {"kind": "fewer_adults", "who": {"kinds": ["own_teacher"]}, "adults": 1}
    return {
        "format": "kehou-study/1",
        "title": "one teacher fewer",
        "base": {"kind": "stored", "instances": list(instances)},
        "effort": {"seconds": seconds},
        "scenarios": [
            {
                "name": "fewer",
                "title_zh": "少一名教师",
                "title_en": "one teacher fewer",
                "changes": [fewer],
            }
        ],
    }
