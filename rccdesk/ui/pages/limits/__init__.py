"""The parts of the page Ledtidskatalog."""
