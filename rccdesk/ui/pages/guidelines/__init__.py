"""The parts of the page of guidelines."""
