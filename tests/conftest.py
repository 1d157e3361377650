"""What every test shares: where `tests.*` is found, repeatable chance, counts."""

import sys
from pathlib import Path

import pytest
from hypothesis import settings

# Import mode "importlib" leaves sys.path alone; shared worlds live in tests/.
_ROOT = str(Path(__file__).parent.parent)
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

# The same examples on every machine, and no clock to blame.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests counted (`record_property("counted", ...)`), workers' too."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "counted" and report.when == "call":
                    terminalreporter.write_line(str(value))
