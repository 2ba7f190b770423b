"""Reftel: raw diplomatic cables in, a report site out."""

from generator.parse.stages import parse_cable

__all__ = ["parse_cable"]
