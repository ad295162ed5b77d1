"""One authority's month, step by step; the command line and Dagster call the same steps."""
