"""The leak check: searches a finished site for what its edition withholds."""
