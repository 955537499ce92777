"""Charts as plain data, built from publishable tables, and their renderers without Qt."""
