"""The ground: who, where, may they, what was done. May import the kernel only."""
