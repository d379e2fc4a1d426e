"""Imported by the process that others are forked from: they find the pattern of all applications made."""

from tests.apps import pattern

pattern()
