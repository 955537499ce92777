"""Doubts of data in the window: as cards at a figure, and as a list over all extracts."""
