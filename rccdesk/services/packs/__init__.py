"""Packs: reports as plain data, and a writer for each format. No Qt."""
