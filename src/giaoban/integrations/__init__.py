"""One folder per outside system, each with a fake beside it."""
