"""Instances at the door: checked, stored as they are, never changed."""
