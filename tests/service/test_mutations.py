"""Broken bodies are refused with a code, never with a defect."""

from tests.service.mutations import send
from tests.service.running import Service


def test_broken_bodies_are_refused_with_a_code(service: Service) -> None:
    statuses, wrong = send(service.client("east-2"), 150, seed=1)
    assert wrong == []
    assert statuses[422] > 50  # most of them are broken indeed
