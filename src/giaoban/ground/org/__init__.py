"""Bodies, units, posts and people, each with dates; lineage of mergers and splits; groups of addressees."""
