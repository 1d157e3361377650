"""Who asks, and what they may do; decided here and nowhere else."""
