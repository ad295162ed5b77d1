"""The command line ``kpi``."""
