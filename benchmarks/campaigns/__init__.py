"""One module per campaign; each has ``run(proof)``."""
