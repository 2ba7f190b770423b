"""The parser: turns a source text into a `Cable` and never raises an exception for bad input."""
