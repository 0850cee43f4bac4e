"""Records: what lasts. May import ground and kernel."""
