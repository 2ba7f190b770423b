"""From pages to a site: the MkDocs build and its delivery."""
