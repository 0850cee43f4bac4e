"""Relations between figures, and findings."""
