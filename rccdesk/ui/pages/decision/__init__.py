"""Parts of the page of a decision."""
