"""What a build takes over from the site that is served."""
