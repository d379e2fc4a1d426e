"""A municipality that does not exist, to try everything in; and the schools, units and routes of one that does."""
