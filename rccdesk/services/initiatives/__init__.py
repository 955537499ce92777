"""Initiatives from idea to result, and what is known of the result."""
