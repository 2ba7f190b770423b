"""Fuzzing by coverage: `make fuzz`. Nothing here is collected by pytest."""
