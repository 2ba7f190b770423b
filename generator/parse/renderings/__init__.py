"""The forms in which publishers give telegrams: one module reads one form."""
