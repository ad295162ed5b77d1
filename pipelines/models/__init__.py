"""The SQL models: finding them, checking them, and running them in order."""
