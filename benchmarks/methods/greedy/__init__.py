"""The three-level greedy of schools' tools, written anew."""
