"""Copies of one telegram compared: pure functions from cables to differences."""
