"""What an edition shows and withholds: parsed cables in, cables fit for it out."""
