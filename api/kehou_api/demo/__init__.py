"""Demo data: bodies that can be sent back unchanged."""
