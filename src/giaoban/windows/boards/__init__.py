"""Looking at figures: boards with charts, pivots and comparisons that read the storeys below and own no tables."""
