"""The parts of the pages of initiatives."""
