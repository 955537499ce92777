"""Parts of the history page: the list of steps, its filters, and one step in detail."""
