"""How the facsimiles of the corpus are made: one source per paper, one writer per format."""
