"""Monthly children's social care performance: extracts in, checked figures out."""
