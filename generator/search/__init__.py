"""The search: documents made from the corpus, and the index that Pagefind makes of them."""
