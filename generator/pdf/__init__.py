"""PDFs of cables, made from their built pages."""
