"""Organisations: their names written out, and one entry for each body of the collection."""
