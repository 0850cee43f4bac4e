"""Writes of the room. Each reads like a minute of what happened: may they, may it, do it, write it down."""

from giaoban.occasions.collection.services.cells import Applied, Typed, cell_set, cells_apply, cells_type
from giaoban.occasions.collection.services.changes import (
    Effect,
    Wanted,
    collection_change,
    collection_foresee,
    listed_few,
)
from giaoban.occasions.collection.services.collections import (
    collection_create,
    collection_delete,
    collection_step,
    collections_close_for,
    made_by,
    unit_excuse,
    units_remind,
    units_told,
)
from giaoban.occasions.collection.services.columns import breakdowns_of
from giaoban.occasions.collection.services.notes import comment_add, comment_settle
from giaoban.occasions.collection.services.prefills import prefills_compute
from giaoban.occasions.collection.services.steps import row_step, rows_approve

__all__ = [
    "Applied",
    "Effect",
    "Typed",
    "Wanted",
    "breakdowns_of",
    "cell_set",
    "cells_apply",
    "cells_type",
    "collection_change",
    "collection_create",
    "collection_delete",
    "collection_foresee",
    "collection_step",
    "collections_close_for",
    "comment_add",
    "comment_settle",
    "listed_few",
    "made_by",
    "prefills_compute",
    "row_step",
    "rows_approve",
    "unit_excuse",
    "units_remind",
    "units_told",
]
