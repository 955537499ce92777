"""Standardiserade vårdförlopp: the catalogue, limits, imported events and derived pathways."""
