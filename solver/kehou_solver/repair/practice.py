"""Numbers of practice that no law gives: data, not code."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def substitute_lessons_a_day() -> int:
    """Return the most lessons a day an adult takes over, if the school says nothing."""
    source = files("kehou_solver.repair") / "practice.toml"
    numbers = tomllib.loads(source.read_text(encoding="utf-8"))
    return int(numbers["substitute_lessons_a_day"])
