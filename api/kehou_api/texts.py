"""Texts that people write: without control characters, which some databases refuse.

Both databases take the same, so what a file holds can be restored into a server.
"""

LINE = r"^[^\x00-\x1f\x7f]*$"
"""Pattern of one line."""

LINES = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
"""Pattern of several lines."""
