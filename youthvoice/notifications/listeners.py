"""Skeleton."""


def init(app):
    """Nothing yet."""
