"""The scorecard as one self-contained web page: exceptions first, every measure one click away."""
