"""Schools, classes and people from a file: read, checked line by line, compared with what is there, stored in batches.

Nothing is stored while anything in the file is wrong, and the same file sent again changes nothing.
"""
