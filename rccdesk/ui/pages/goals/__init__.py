"""The parts of the page Målmodeller."""
