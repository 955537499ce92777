"""Guidelines from version to unit, and the log of knowledge support."""
