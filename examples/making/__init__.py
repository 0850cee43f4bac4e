"""Makes the example reports from their text sources; see ../build.py."""
