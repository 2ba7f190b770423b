"""Places: the table of names, and the places that a cable names."""
