"""The glossary: who defines a short form, what it means at each place, every use."""
