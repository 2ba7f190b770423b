"""A built site read by its own data files: search, cables, paras, terms, references, quotations."""
