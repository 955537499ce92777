"""One goal of a plan on a page: what it asks, what is done for it, and who does what."""
