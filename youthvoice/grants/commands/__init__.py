"""Writes of pools, applications and money; named by intent."""
