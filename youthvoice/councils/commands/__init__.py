"""Writes of councils, named by intent."""
