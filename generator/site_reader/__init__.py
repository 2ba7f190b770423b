"""A built site read by its own files: search, cables, paras, terms, references, quotations."""
