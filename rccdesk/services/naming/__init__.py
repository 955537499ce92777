"""What rows and things of the chain are called, living ones and those that are gone."""
