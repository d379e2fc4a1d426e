"""How the municipality answers, in figures that anyone can read: counted by a job, kept as rows, shown as charts."""
