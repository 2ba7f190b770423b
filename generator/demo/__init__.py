"""Invented cables for tests, benchmarks and a first look: plans → elements → lines → damage."""
