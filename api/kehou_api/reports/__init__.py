"""Reports at the door: asked for, made by a job, fetched within a month."""
