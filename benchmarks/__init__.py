"""How fast and how good, measured the same way each time; never installed."""
