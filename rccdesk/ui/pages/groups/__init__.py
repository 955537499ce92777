"""The parts of the pages of groups, seats and assignments."""
