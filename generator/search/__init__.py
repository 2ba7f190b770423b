"""What the search knows of the site: documents made from the corpus, as values."""
