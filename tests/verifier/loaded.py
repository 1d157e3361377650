"""The verifier, loaded from its file: it is not a package and must not become one."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

FILE = Path(__file__).parents[2] / "kehou_verify.py"
PAGE = Path(__file__).parents[2] / "docs" / "rules-and-goals.md"


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kehou_verify", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


verifier = _loaded()
