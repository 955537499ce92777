"""Uppdraget in parts: the table, the matrix, the panel, the frameworks and the gaps."""
