"""Learning by doing: a dictionary of hard words, and ready lessons for teachers. Only pages; nothing is stored."""
