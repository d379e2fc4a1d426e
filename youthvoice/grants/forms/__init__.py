"""Forms of pools and applications."""
