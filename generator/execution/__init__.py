"""Executors, the result cache, and pickling."""
