"""The parts of the page of follow-up."""
