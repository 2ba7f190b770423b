"""The mosaic audit: how much the text around an edition's notices reveals about withheld names."""
