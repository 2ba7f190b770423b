"""Reads the files that editors own. Every fault is reported with its line."""
