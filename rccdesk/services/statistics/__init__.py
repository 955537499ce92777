"""Pure numpy: figures from arrays, with no knowledge of the store."""
