"""Background jobs behind one thin module: the engine can change, the rooms need not."""
