"""The mosaic audit: what the words around the notices of an edition tell of what they stand for."""
