"""Long work: queued, watched, stopped, and taken up again after a crash."""
