"""Indexes across cables: dated events and questions."""
