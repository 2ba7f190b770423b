"""Whether a finished site holds what its edition withholds."""
