"""Bringing a publication's outputs to the people they are for."""
