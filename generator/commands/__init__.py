"""The commands of `reftel`, one module for each group of them, and what they print."""
