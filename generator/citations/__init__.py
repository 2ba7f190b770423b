"""Citations of a cable or of one of its paras: Chicago, APA, BibTeX, RIS, CSL-JSON."""
