"""The consolidated report of a body."""
