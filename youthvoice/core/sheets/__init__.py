"""Sheets (CSV) that go to and come from Danish spreadsheets: ``writing`` is pure, ``reading`` speaks to whoever sent the file."""
