"""Readers of the formats councils send, one module each, all behind one interface."""
