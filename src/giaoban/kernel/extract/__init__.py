"""Bytes of an office file -> text, blocks and tables with addresses."""

from giaoban.kernel.extract.entry import extract
from giaoban.kernel.extract.model import DEFAULT, Block, BlockKind, Cell, Document, Kind, Limits, Table
from giaoban.kernel.extract.normal import normal_text
from giaoban.kernel.extract.notes import NOTES
from giaoban.kernel.extract.places import place_said

__all__ = [
    "DEFAULT", "NOTES", "Block", "BlockKind", "Cell", "Document", "Kind", "Limits", "Table", "extract", "normal_text",
    "place_said",
]  # fmt: skip
