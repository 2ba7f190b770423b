"""What is listed across cables: dated events, questions."""
