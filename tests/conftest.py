"""What every test shares: where `tests.*` is found, repeatable chance, counts."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler.loadscope import LoadScopeScheduling

# Import mode "importlib" leaves sys.path alone; shared worlds live in tests/.
_ROOT = str(Path(__file__).parent.parent)
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

# Programs that tests start share what they compile, even where the environment forbids
# it: half of the seconds in which a service starts are spent on compiling libraries.
os.environ["PYTHONPYCACHEPREFIX"] = str(Path(_ROOT) / ".cache" / "bytecode")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# The same examples on every machine, and no clock to blame.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


class _ByDatabase(LoadScopeScheduling):  # type: ignore[misc]
    """Has all tests on one database run in one process: one service serves them.

    xdist's own groups write to a part of tests that the newest pytest has no more.
    """

    def _split_scope(self, nodeid: str) -> str:
        if not nodeid.startswith("tests/service/"):
            return nodeid
        return "postgres" if "postgres" in nodeid else "sqlite"


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _ByDatabase:
    """Spread tests over processes."""
    return _ByDatabase(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests counted (`record_property("counted", ...)`), workers' too."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "counted" and report.when == "call":
                    terminalreporter.write_line(str(value))
