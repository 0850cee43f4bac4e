"""Tables of registers."""

from giaoban.records.registers.models.calculation import Calculation
from giaoban.records.registers.models.entry import Entry, EntryRevision, RevisionKind, Stated
from giaoban.records.registers.models.imports import ColumnMap, ImportBatch
from giaoban.records.registers.models.register import DefinitionVersion, Register
from giaoban.records.registers.models.review import Outcome, Review, ReviewLine

__all__ = [
    "Calculation",
    "ColumnMap",
    "DefinitionVersion",
    "Entry",
    "EntryRevision",
    "ImportBatch",
    "Outcome",
    "Register",
    "Review",
    "ReviewLine",
    "RevisionKind",
    "Stated",
]
