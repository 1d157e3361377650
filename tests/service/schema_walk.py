"""Walks through the API along its own description: ids lead from answer to request.

`python -m tests.service.schema_walk --database sqlite --minutes 30` prints a JSON line:
operations called, statuses seen and failures. An answer fails that is a defect, or is
not as described.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Flaky
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.stateful.state_machine import StepInput
from schemathesis.specs.openapi.checks import (
    negative_data_rejection,
    positive_data_acceptance,
)

from kehou_api.app import create_app
from kehou_api.files.media import XLSX
from kehou_api.people.roles import RIGHTS, Role
from kehou_api.settings import ServiceSettings
from tests.service.bodies import body, study
from tests.service.conftest import new_service
from tests.service.postgres import Postgres
from tests.service.running import Service, wait_for_end
from tests.service.test_rights import DOORS

# A workbook is bytes to whoever sends one.
schemathesis.serializer.alias(XLSX, "application/octet-stream")
DESCRIBED = schemathesis.openapi.from_dict(
    create_app(ServiceSettings(data=Path("unused"))).openapi()
)
# Walks have keys of their own; else half of what is sent ends at the door.
DESCRIBED.config.generation.update(with_security_parameters=False)

MOST_SECONDS = 2.0
"""Longest search that the service of a walk allows."""

SEARCHES = frozenset(
    {
        "POST /v1/timetables",
        "POST /v1/timetables/{timetable_id}/repair",
        "POST /v1/timetables/{timetable_id}/explanations",
    }
)

RIGHT_OF = {door.name: door.right for door in DOORS}

ASKERS = (("east-1", Role.HEAD), ("east", Role.BUREAU), ("", Role.KEEPER))
"""The first of them that may asks. Who may not is the business of the rights matrix."""

HOW = settings(
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    deadline=None,
    database=None,
)

STEPS = 30
"""Of one way from a fresh start."""


@dataclass
class Walk:
    """What was met on the way.

    Attributes:
        called: how often each operation was.
        statuses: how often each was answered, by operation.
        failures: what was not as described, each once.
        waiting: places of searches that were begun on the present way.
        solved: id of a timetable that was there before the first way.
    """

    service: Service
    called: Counter[str] = field(default_factory=Counter)
    statuses: dict[str, Counter[int]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    solved: str = ""
    instance: str = ""
    _turn: Iterator[int] = field(default_factory=count)

    def go(self, ways: int, **more: Any) -> None:
        """Go so many ways, each from a fresh start."""
        how = settings(HOW, max_examples=ways, stateful_step_count=STEPS, **more)
        _machine(self).run(settings=how)

    def visit_the_rest(self) -> None:
        """Call what no answer leads to, such as the trail, with a few examples each."""
        linked = DESCRIBED.as_state_machine()._transitions.operations
        for found in DESCRIBED.get_all_operations():
            operation = found.ok()
            if operation.label not in linked:
                self._visit(operation)

    def _visit(self, operation: Any) -> None:
        @given(operation.as_strategy())
        @settings(HOW, max_examples=3, derandomize=False)
        def visit(case: schemathesis.Case) -> None:
            kwargs = self.sent_with(case)
            response = case.call(**kwargs)
            self.note(operation.label, response.status_code)
            self.check(response, case, transport_kwargs=kwargs)

        visit()

    def sent_with(self, case: schemathesis.Case) -> dict[str, Any]:
        """Return where a case is sent, and by whom."""
        headers = {"Authorization": f"Bearer {_key_for(self.service, case)}"}
        return {"base_url": self.service.base, "headers": headers, "timeout": 120}

    def check(
        self,
        response: Any,
        case: schemathesis.Case,
        excluded: Sequence[Any] = (),
        **more: Any,
    ) -> None:
        """See whether an answer is as described; the walk goes on if it is not."""
        try:
            case.validate_response(
                response,
                # Whether a school makes sense is more than a schema can say.
                excluded_checks=[positive_data_acceptance, *excluded],
                **more,
            )
        except FailureGroup as failures:
            for failure in failures.exceptions:
                told = f"{case.operation.label}: {failure}"
                if told not in self.failures:
                    self.failures.append(told)

    def help(self, case: schemathesis.Case) -> None:
        """Give a case what chance does not find: a school, a first page, little time.

        What is to be refused stays as it is.
        """
        if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
            return
        label, often = case.operation.label, next(self._turn) % 4 != 0
        if often:
            case.query.pop("after", None)
            case.query.pop("instance", None)
        if often and label in ("POST /v1/keys", "POST /v1/people"):
            self._for_a_family(case.body)
        if often and label == "POST /v1/instances":
            case.body = body()["modelInput"]
        if (
            often
            and label == "POST /v1/timetables"
            and not _names(case.body, "instanceId")
        ):
            case.body = {"modelInput": body()["modelInput"]}
        if often and label == "POST /v1/plans" and not _names(case.body, "timetable"):
            case.body["timetable"] = self.solved
        if often and label == "POST /v1/studies":
            case.body = study(self.instance)
        if label in SEARCHES and isinstance(case.body, dict):
            _shorten(case.body)

    def _for_a_family(self, asked: dict[str, Any]) -> None:
        asked |= {"role": "family", "owner": self.service.people.owners["east-1"]}
        asked.pop("vendor", None)
        if "password" in asked:
            asked["password"] = "long enough to pass"  # noqa: S105 - of nobody real

    def note(self, label: str, status: int) -> None:
        """Count an answer."""
        self.called[label] += 1
        self.statuses.setdefault(label, Counter())[status] += 1

    def solve_some(self) -> None:
        """Have a timetable there before the first way: most doors need one."""
        client = self.service.client("east-1", Role.HEAD)
        asked = client.post("/v1/timetables", json=body(seconds=MOST_SECONDS))
        ended = wait_for_end(client, asked.headers["location"], 60)
        self.solved, self.instance = ended["id"], ended["instance"]

    def wait_or_go_on(self, location: str) -> None:
        """Wait for every other search: there is more to be done when it has ended."""
        self.waiting.append(location)
        if len(self.waiting) % 2:
            client = self.service.client("east-1", Role.HEAD)
            wait_for_end(client, location, 120)

    def cancel_all(self) -> None:
        """Have nothing waiting in the queue for the next way."""
        client = self.service.client("east-1", Role.HEAD)
        for location in self.waiting:
            client.post(f"{location}/cancel")
        self.waiting.clear()


def _machine(walk: Walk) -> Any:
    base: Any = DESCRIBED.as_state_machine()
    # A way that begins with a random id ends there.
    for name in base.root_rules:
        if "_id_" in name:
            delattr(base, name)
    base._root_labels = {label for label in base._root_labels if "{" not in label}

    class Walker(base):  # type: ignore[misc]
        def step(self, input: StepInput) -> Any:
            self.led = bool(input.applied_parameters)
            return super().step(input)

        def get_call_kwargs(self, case: schemathesis.Case) -> dict[str, Any]:
            return walk.sent_with(case)

        def before_call(self, case: schemathesis.Case) -> None:
            walk.help(case)

        def after_call(self, response: Any, case: schemathesis.Case) -> None:
            super().after_call(response, case)
            label = case.operation.label
            walk.note(label, response.status_code)
            if label == "POST /v1/timetables" and response.status_code == 202:
                walk.wait_or_go_on(response.headers["location"][0])

        def validate_response(
            self, response: Any, case: schemathesis.Case, **more: Any
        ) -> None:
            # A link may have put a right body into the place of a wrong one.
            excluded = [negative_data_rejection] if self.led else []
            more = {"transport_kwargs": more, "recorder": self.recorder}
            walk.check(response, case, excluded, **more)

        def teardown(self) -> None:
            walk.cancel_all()

    return Walker


def _key_for(service: Service, case: schemathesis.Case) -> str:
    right = RIGHT_OF[case.operation.label]
    asker = next(one for one in ASKERS if right is None or one[1] in RIGHTS[right])
    return service.people.keys[asker]


def _names(asked: Any, what: str) -> bool:
    """Say whether something stored is named, as where a link leads."""
    named = asked.get(what) if isinstance(asked, dict) else None
    return isinstance(named, str) and named.startswith(("in_", "tt_"))


def _shorten(asked: dict[str, Any]) -> None:
    """Have a search take no longer than it may: none would begin else."""
    config = asked.setdefault("config", {})
    run = config.setdefault("run", {}) if isinstance(config, dict) else None
    if isinstance(run, dict):
        run["seconds"] = MOST_SECONDS


def walked_service(url: str, folder: Path) -> Service:
    """Return a service for walks, running."""
    service = new_service(url, folder, KEHOU_MOST_SECONDS=str(MOST_SECONDS))
    service.prepare()
    service.start_web()
    service.start_worker()
    return service


def main(words: list[str] | None = None) -> int:
    """Walk for so many minutes; 1 if something was not as described."""
    parser = argparse.ArgumentParser(prog="tests.service.schema_walk")
    parser.add_argument("--database", choices=("sqlite", "postgres"), required=True)
    parser.add_argument("--minutes", type=float, default=30.0)
    given = parser.parse_args(words)
    until = time.monotonic() + 60 * given.minutes
    flaky = 0
    with tempfile.TemporaryDirectory() as folder:
        postgres = Postgres.start() if given.database == "postgres" else None
        url = (
            postgres.new_database("walk")
            if postgres
            else f"sqlite:///{folder}/kehou.sqlite"
        )
        service = walked_service(url, Path(folder))
        walk = Walk(service)
        try:
            walk.solve_some()
            while time.monotonic() < until:
                try:
                    walk.visit_the_rest()
                    walk.go(20, derandomize=False)
                except Flaky:
                    flaky += 1  # the service remembers, so a way may not come again
        finally:
            service.end()
            if postgres:
                postgres.end()
    statuses = sum(walk.statuses.values(), Counter[int]())
    told = {
        "database": given.database,
        "minutes": given.minutes,
        "operations": dict(walk.called.most_common()),
        "of": len(RIGHT_OF),
        "statuses": dict(sorted(statuses.items())),
        "failures": walk.failures,
        "broken_off": flaky,
    }
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 1 if walk.failures else 0


if __name__ == "__main__":
    sys.exit(main())
