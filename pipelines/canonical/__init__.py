"""The canonical tables: what they are (``tables/*.yml``) and what a valid row looks like."""
