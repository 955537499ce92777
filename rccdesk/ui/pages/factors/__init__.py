"""Strategic factors in parts: the quadrants and their rows."""
