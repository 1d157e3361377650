"""Studies of a bureau: planned by a job, solved piece by piece, compared."""
