"""The views of a plan: tree, table, board, timeline, year and regions."""
