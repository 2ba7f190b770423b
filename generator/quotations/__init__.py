"""Checks quotations against the text of the cables, as an edition shows it."""
