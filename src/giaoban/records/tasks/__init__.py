"""Tasks: who leads, who co-operates, who watches; the clock, its extensions, the result and who confirmed it."""
