"""Dagster: how the month is scheduled, watched and explained."""
