"""The glossary: definitions of abbreviations, their meaning at each place, and every use."""
