"""The tables of the room. They have no foreign keys: the journal outlives what it tells of."""

from giaoban.ground.journal.models.entry import BatchPart, Entry, Op, PersonKey, Seal

__all__ = ["BatchPart", "Entry", "Op", "PersonKey", "Seal"]
