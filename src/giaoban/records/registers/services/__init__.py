"""Writes of the room. Each reads like a minute of what happened: may they, may it, do it, write it down."""

from giaoban.records.registers.services.definitions import (
    Effect,
    draft_drop,
    draft_open,
    draft_publish,
    draft_save,
    preview,
    register_create,
)
from giaoban.records.registers.services.entries import (
    Enclosed,
    entries_merge,
    entry_change,
    entry_correct,
    entry_create,
    entry_end,
    entry_void,
    export_note,
)
from giaoban.records.registers.services.figures import Result, computed, figures_record
from giaoban.records.registers.services.imports import (
    import_apply,
    import_map,
    import_plan,
    import_read,
    import_undo,
    sheet_again,
)
from giaoban.records.registers.services.reviews import lines_confirm, review_close, review_open
from giaoban.records.registers.writing import Live, live_of

__all__ = [
    "Effect",
    "Enclosed",
    "Live",
    "Result",
    "computed",
    "draft_drop",
    "draft_open",
    "draft_publish",
    "draft_save",
    "entries_merge",
    "entry_change",
    "entry_correct",
    "entry_create",
    "entry_end",
    "entry_void",
    "export_note",
    "figures_record",
    "import_apply",
    "import_map",
    "import_plan",
    "import_read",
    "import_undo",
    "lines_confirm",
    "live_of",
    "preview",
    "register_create",
    "review_close",
    "review_open",
    "sheet_again",
]
