"""The canonical tables: what they are (``tables/*.yml``) and what a valid row of each looks like."""
