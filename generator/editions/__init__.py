"""Editions: what each withholds, and the cables as it shows them."""
