"""Bodies that ask for a timetable of a generated school."""

import json
from functools import cache

from kehou_instances.ladder import generate


@cache
def _school(size: str, seed: int) -> str:
    return generate(size, seed).instance.model_dump_json()  # type: ignore[arg-type]


def body(size: str = "XS", seconds: float = 20.0, seed: int = 0) -> dict[str, object]:
    run = {"seconds": seconds, "seed": seed}
    return {"config": {"run": run}, "modelInput": json.loads(_school(size, seed))}
