"""Writes of the room: each file one intent."""
