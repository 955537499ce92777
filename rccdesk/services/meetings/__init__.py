"""Meetings: series, agendas, what happened in them and what was written of it."""
