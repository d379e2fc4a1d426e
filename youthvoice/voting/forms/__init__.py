"""What people fill in: ballots, and what those who run a contest need."""
