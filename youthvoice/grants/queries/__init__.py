"""Reads of pools, applications and money."""
