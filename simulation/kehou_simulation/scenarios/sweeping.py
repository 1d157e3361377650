"""Turns a sweep into scenarios, one for each value."""

import copy
from typing import Any

from kehou_simulation.scenarios.study import Scenario, Sweep
from kehou_solver.domain.reading.item import read_item
from kehou_solver.errors import InputError, InvalidInstance, Problem


def swept(sweep: Sweep, where: str) -> tuple[list[Scenario], list[Problem]]:
    """Return the scenarios of a sweep, and what is wrong with it.

    Args:
        sweep: the sweep.
        where: JSON pointer to it.
    """
    scenarios, problems = [], []
    for place, value in enumerate(sweep.values):
        try:
            scenarios.append(_with(sweep, value))
        except InputError as error:
            at = f"{where}/values/{place}"
            problems += [
                Problem(at, one.seen, one.expected_zh, one.expected_en)
                for one in error.problems
            ]
    return scenarios, problems


def _with(sweep: Sweep, value: Any) -> Scenario:
    changes = [copy.deepcopy(change) for change in sweep.changes]
    _put(changes, sweep.vary, value)
    return read_item(
        Scenario,
        {
            "name": f"{sweep.name}-{value}",
            "title_zh": f"{sweep.title_zh}：{value}",
            "title_en": f"{sweep.title_en}: {value}",
            "changes": changes,
        },
    )


def _put(changes: list[dict[str, Any]], pointer: str, value: Any) -> None:
    """Put a value where the pointer leads; what leads nowhere is refused."""
    *way, last = pointer.strip("/").split("/")
    place: Any = changes
    for step in way:
        place = _step(place, step, pointer)
    _step(place, last, pointer)
    if isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value


def _step(place: Any, step: str, pointer: str) -> Any:
    try:
        return place[int(step)] if isinstance(place, list) else place[step]
    except (KeyError, IndexError, TypeError, ValueError):
        zh = "changes 里没有这个位置；请写成如 /0/percent"
        en = "leads nowhere in changes; write it such as /0/percent"
        raise InvalidInstance([Problem("/vary", pointer, zh, en)]) from None
