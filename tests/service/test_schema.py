"""The API keeps to its own description, whatever is sent, and wherever answers lead."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from kehou_api.people.roles import Role
from tests.service.running import Service
from tests.service.schema_walk import DESCRIBED, Walk, walked_service

EXAMPLES = 8
"""For each operation; a nightly run may take more."""

WAYS = 4
"""Of a walk; `tests.service.schema_walk` goes on for as long as it is told."""

OPERATIONS = [found.ok() for found in DESCRIBED.get_all_operations()]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_answers_are_as_described_and_never_a_defect(
    service: Service, operation: Any
) -> None:
    asker = service.client()
    if "/webhooks" in operation.label:
        asker = service.client("west", Role.BUREAU)  # a scheduler may not
    key = asker.headers["Authorization"]

    @given(operation.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def sent(case: schemathesis.Case) -> None:
        headers = {"Authorization": key}
        answer = case.call(base_url=service.base, headers=headers, timeout=60)
        # Whether a school makes sense is more than a schema can say: 422 is right.
        case.validate_response(answer, excluded_checks=[positive_data_acceptance])

    sent()


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_answers_lead_on_as_described(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'kehou.sqlite'}"
    if database == "postgres":
        url = request.getfixturevalue("postgres").new_database("walked")
    service = walked_service(url, tmp_path)
    try:
        walk = Walk(service)
        walk.solve_some()
        walk.go(WAYS)
    finally:
        service.end()
    assert walk.failures == []
    assert len(walk.called) > 20  # ids have led to most doors
