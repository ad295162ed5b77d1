"""From a drop to landing: every row read is either loaded or rejected with its reasons."""
