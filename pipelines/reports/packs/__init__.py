"""What a team's manager acts on: the lists of its pack, as a page and as sheets."""
