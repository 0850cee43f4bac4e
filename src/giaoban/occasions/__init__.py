"""Occasions: what happens once and is then closed. May import records, ground and kernel."""
