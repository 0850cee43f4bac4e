"""The append-only record of every change: who (as post of a body), what, why, before, after.

Triggers write it; code only says who acts and why:

    with journal.acting(user.id, post.id, body.id, "Nguyễn Văn An, Chánh Văn phòng", "web"):
        with transaction.atomic():
            journal.context(verb="tasks.extend", reason="Chờ ý kiến Sở")
            ...
"""

from giaoban.ground.journal.context import Batch, acting, apply, batch, context, who
from giaoban.ground.journal.history import ERASED, Change, FieldChange, history
from giaoban.ground.journal.registry import track, tracked_models, untracked, untracked_reason
from giaoban.ground.journal.sealing import Finding, Head, head, seal, verify
from giaoban.ground.journal.services import key_destroy, note

__all__ = [
    "ERASED",
    "Batch",
    "Change",
    "FieldChange",
    "Finding",
    "Head",
    "acting",
    "apply",
    "batch",
    "context",
    "head",
    "history",
    "key_destroy",
    "note",
    "seal",
    "track",
    "tracked_models",
    "untracked",
    "untracked_reason",
    "verify",
    "who",
]
