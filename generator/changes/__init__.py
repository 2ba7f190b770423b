"""What changed in an edition from one release to the next."""
