"""From a source text to a cable: one text in, one value out, nothing raised."""
