"""Timetables at the door: asked for, followed, stopped, judged and compared."""
