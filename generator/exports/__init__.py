"""Data exports: tables as CSV and JSON Lines, a data package, a JSON file for each cable."""
