"""Benches: every claim of speed is a ratio of two sides measured in one run."""
