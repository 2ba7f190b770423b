"""From a corpus to the text of pages; resolves nothing and opens nothing."""
