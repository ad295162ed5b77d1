"""Measurements and long campaigns; never part of the tests."""
