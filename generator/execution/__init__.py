"""Executors, the result cache, and how values are pickled."""
