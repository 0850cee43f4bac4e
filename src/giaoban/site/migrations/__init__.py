"""The one table of the site: the cache that every process counts in."""
