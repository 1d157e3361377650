"""Bounds for the goals that speak of club seats, proved so that anybody can add up."""
