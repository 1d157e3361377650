"""The CP-SAT side: what can be chosen, and the one door through which rules add."""
