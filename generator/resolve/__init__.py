"""Resolve the references and mentions of all cables."""
