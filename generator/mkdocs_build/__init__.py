"""The MkDocs build."""
