"""The parts of the Indikatorer page."""
