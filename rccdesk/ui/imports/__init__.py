"""Parts of the page Import: the list of extracts, the review of a file, problems by cell."""
