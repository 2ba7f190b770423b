"""Reftel: raw diplomatic cables in, a report site out."""

from generator.parse.cable import parse_cable

__all__ = ["parse_cable"]
