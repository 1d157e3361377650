"""The description of the API is reviewed: it changes only together with a file."""

import json
from pathlib import Path

from kehou_api.app import create_app
from kehou_api.settings import ServiceSettings

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_the_committed_description_is_that_of_the_app() -> None:
    """Renew it with `kehou schema api > docs/openapi.json`, and review the change."""
    described = create_app(ServiceSettings()).openapi()
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == described
