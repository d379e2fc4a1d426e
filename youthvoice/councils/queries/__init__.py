"""Reads of councils."""
