"""Applies editors' corrections to a cable: lines before it is parsed, values after."""
