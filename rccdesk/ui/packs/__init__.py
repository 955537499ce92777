"""Parts of the page Underlag: the form, the archive, and the pages of a pack."""
