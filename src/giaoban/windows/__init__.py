"""Windows: what shows; they own almost no tables. May import every storey below."""
