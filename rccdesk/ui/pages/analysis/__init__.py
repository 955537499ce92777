"""The parts of the page Skriv analys."""
