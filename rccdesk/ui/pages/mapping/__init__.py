"""The parts of the page of the 75 % mapping."""
