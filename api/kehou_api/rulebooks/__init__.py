"""Rulebooks at the door: the law as it is read, clause by clause."""
