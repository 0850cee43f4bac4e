"""Direction: who instructed what, on which occasion, and which tasks follow from it."""
