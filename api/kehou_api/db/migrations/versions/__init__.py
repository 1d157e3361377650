"""One file per step, in their order."""
