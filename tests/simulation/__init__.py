"""A year of a municipality, played day by day through the ordinary commands, with books of its own kept beside it."""
