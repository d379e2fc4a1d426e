"""Rules of elections of representatives: when, who, how, and what everyone may see. Stdlib only; the clock is told."""
