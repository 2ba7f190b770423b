"""Invented cables for tests, measurements and a first look: plans → elements → lines → damage."""
