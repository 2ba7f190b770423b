"""The one exception for what a user can mend: printed as a sentence, never as a traceback."""


class ReftelError(Exception):
    """A setting, folder or disk that stands in the way; the message says what to do."""
