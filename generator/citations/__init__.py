"""How a cable, or one of its paras, is cited: Chicago, APA, BibTeX, RIS, CSL-JSON."""
