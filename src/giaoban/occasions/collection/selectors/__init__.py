"""Reads of the room, always for an actor. Nothing here writes."""

from giaoban.occasions.collection.selectors.collections import (
    collection_get,
    collections,
    columns_of,
    row_get,
    rows_of,
    rows_to_approve,
    rows_to_fill,
    text_for_all,
)
from giaoban.occasions.collection.selectors.live import stamp
from giaoban.occasions.collection.selectors.locked import asked_twice
from giaoban.occasions.collection.selectors.notes import cell_of, comment_get, comments, waiting_comments
from giaoban.occasions.collection.selectors.progress import Overall, Progress, overall, progress
from giaoban.occasions.collection.selectors.sheets import Box, Line, Sheet, grid_of, sheet, shown_columns, shown_gone

__all__ = [
    "Box",
    "Line",
    "Overall",
    "Progress",
    "Sheet",
    "asked_twice",
    "cell_of",
    "collection_get",
    "collections",
    "columns_of",
    "comment_get",
    "comments",
    "grid_of",
    "overall",
    "progress",
    "row_get",
    "rows_of",
    "rows_to_approve",
    "rows_to_fill",
    "sheet",
    "shown_columns",
    "shown_gone",
    "stamp",
    "text_for_all",
    "waiting_comments",
]
