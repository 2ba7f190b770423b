"""People named in cables: recognition by sure forms, the holders of offices, merging."""
