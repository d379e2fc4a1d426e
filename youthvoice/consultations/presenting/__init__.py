"""What pages show, made of rows."""
