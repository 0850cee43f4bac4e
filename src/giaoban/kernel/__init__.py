"""The kernel: pure Python. No Django, no database, no clock, no network."""
