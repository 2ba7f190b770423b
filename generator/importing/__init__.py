"""From a file as archives hold it to the texts of its telegrams. Reads no file itself."""
