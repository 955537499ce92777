"""Tables of rows: one model, one view."""
