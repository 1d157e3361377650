"""What every test shares: where `tests.*` is found, and random tests that repeat."""

import sys
from pathlib import Path

from hypothesis import settings

# Import mode "importlib" leaves sys.path alone; shared worlds live in tests/.
_ROOT = str(Path(__file__).parent.parent)
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

# The same examples on every machine, and no clock to blame.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
