"""Workbooks at the door: taken at once, read by a job, kept no longer than that."""
