"""Renders a corpus as pages. Resolves no references and reads no files."""
