"""Bodies that were right and are broken in one to three places, by a seed.

`python -m tests.service.mutations --count 10000` sends them to a service of its own:
every answer is a refusal with a code, or an acceptance; never a defect.
"""

import argparse
import copy
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from kehou_instances.ladder import generate
from tests.service.conftest import new_service

STRANGE: tuple[Any, ...] = (
    None, True, -1, 0, 10**30, 1.5, "", "x" * 5000, "\u202e\u0000", "=1+1", "../..",
    [], {}, [[]], {"$ref": "#"}, "2025-13-45", "24:61", [None] * 50,
)  # fmt: skip


def mutated(document: Any, chance: random.Random) -> Any:
    """Return a copy that is broken in one to three places."""
    broken = copy.deepcopy(document)
    for _ in range(chance.randint(1, 3)):
        _break(broken, chance)
    return broken


def _break(document: Any, chance: random.Random) -> None:
    places = list(_places(document))
    if not places:
        return
    parent, key = chance.choice(places)
    match chance.randrange(5):
        case 0:
            del parent[key]
        case 1:
            parent[key] = copy.deepcopy(chance.choice(STRANGE))
        case 2 if isinstance(parent, dict):
            parent[f"{key}x"] = parent.pop(key)
        case 3 if isinstance(parent, list):
            parent.append(copy.deepcopy(parent[key]))
        case _:
            other, place = chance.choice(places)
            parent[key] = copy.deepcopy(other[place])


def _places(document: Any) -> Iterator[tuple[Any, Any]]:
    """Yield places with few entries as often as those with many."""
    inside = (
        list(document.items())
        if isinstance(document, dict)
        else list(enumerate(document))
        if isinstance(document, list)
        else []
    )
    for key, value in inside[:20]:
        yield document, key
        yield from _places(value)


def send(client: httpx.Client, count: int, seed: int) -> tuple[Counter[int], list[str]]:
    """Send broken bodies; return statuses, and the answers that should not be."""
    chance = random.Random(seed)  # noqa: S311
    school = generate("XS", 0)
    instance = school.instance.model_dump(mode="json")
    bodies = {
        "/v1/instances": instance,
        "/v1/instances?operation=NONE": instance,
        "/v1/timetables": {
            "config": {"run": {"seconds": 0.1, "seed": 0, "name": "x"}},
            "modelInput": instance,
        },
        "/v1/analysis": {
            "timetable": school.timetable.model_dump(mode="json"),
            "modelInput": instance,
        },
    }
    statuses: Counter[int] = Counter()
    wrong = []
    for number in range(count):
        path = chance.choice(list(bodies))
        text = json.dumps(mutated(bodies[path], chance))
        if chance.random() < 0.1:
            text = text[: chance.randrange(len(text))]
        headers = {"Content-Type": "application/json"}
        answer = client.post(path, content=text, headers=headers)
        statuses[answer.status_code] += 1
        refused = 400 <= answer.status_code < 500
        said = answer.json()
        if not (answer.status_code in (200, 202) or (refused and said.get("code"))):
            wrong.append(f"{number} {path}: {answer.status_code} {answer.text[:300]}")
        if answer.status_code == 202 and path == "/v1/timetables":
            client.post(f"/v1/timetables/{said['id']}/cancel")
    return statuses, wrong


def main(words: list[str] | None = None) -> int:
    """Send many; 1 if one was answered wrongly."""
    parser = argparse.ArgumentParser(prog="tests.service.mutations")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        service = new_service(f"sqlite:///{folder}/kehou.sqlite", Path(folder))
        service.prepare()
        service.start_web()
        try:
            statuses, wrong = send(service.client(), given.count, given.seed)
        finally:
            service.end()
    for line in wrong:
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"{dict(statuses)}, wrong {len(wrong)}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
