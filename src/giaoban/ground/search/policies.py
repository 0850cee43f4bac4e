"""The search table is derived from tables that the journal follows."""

from giaoban.ground import journal

journal.untracked("search", "derived from rows that are followed; rebuilt at will")
