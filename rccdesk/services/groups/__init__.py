"""Processes, groups of every kind, their seats, and the assignments that carry the work."""
