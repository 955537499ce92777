"""The parts of the Ledtider page."""
