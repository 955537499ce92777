"""Decisions and what becomes of them, from the meeting to the clinic."""
