"""Files that editors own, from their text to values; each fault is told with its line."""
