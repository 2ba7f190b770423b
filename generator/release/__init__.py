"""From a finished site to a published one: manifest, exchange of folders, policy, deployment."""
