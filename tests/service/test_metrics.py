"""What Prometheus reads: counts only, and nobody's name."""

from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from kehou_api.people.roles import Role
from tests.service.running import Service


def test_jobs_deliveries_and_workers_are_counted(
    service: Service, solved: dict[str, Any]
) -> None:
    text = service.client("", Role.KEEPER).get("/metrics").text
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert found["kehou_jobs", "COMPLETED"] >= 1
    assert found["kehou_deliveries", "GIVEN_UP"] >= 0
    assert found["kehou_workers",] >= 1
    assert found["kehou_slots",] >= 2


def test_no_label_names_anybody(service: Service) -> None:
    text = service.client("", Role.KEEPER).get("/metrics").text
    labels = {
        label
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        for label in sample.labels
    }
    assert labels == {"status", "state"}
