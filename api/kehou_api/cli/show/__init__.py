"""What the terminal shows: one file per kind of table."""
