"""What references and words in the text lead to, over all cables."""
