"""Writes of elections, named by what somebody means to do."""
