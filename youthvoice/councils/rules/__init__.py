"""What councils are, who sits in them and when, how they meet and decide: pure rules."""
