"""Methods, ballots and the life of a contest: pure rules."""
