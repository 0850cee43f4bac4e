"""What code may write to the journal by itself: notes of events, and the end of a person's key."""

import json
from collections.abc import Mapping

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from giaoban.ground.journal.context import context
from giaoban.ground.journal.registry import table_of
from giaoban.kernel.problems import Problem


def note(
    *,
    verb: str,
    subject: models.Model | None = None,
    reason: str = "",
    details: Mapping[str, object] | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> None:
    """Write down an event that changes no row (a file fetched, a link used). `details` must be JSON and free of personal data."""
    table, key = (table_of(subject), str(subject.pk)) if subject is not None else ("", "")
    with transaction.atomic(using=using):
        context(verb=verb, reason=reason, using=using)
        with connections[using].cursor() as cursor:
            cursor.execute(
                "SELECT journal_note(%s, %s, '', %s::jsonb)",
                [table, key, json.dumps(dict(details or {}), ensure_ascii=False)],
            )


def key_destroy(*, person_id: int, reason: str, using: str = DEFAULT_DB_ALIAS) -> bool:
    """Destroy a person's key: sensitive values kept under it can never be read again, later ones are not kept at all.

    Returns whether there was a key. Copies of the key remain in older backups until those expire (docs/dev/algorithms/journal.md).
    Errors: JRN-001 without a reason.
    """
    if not reason.strip():
        raise Problem("JRN-001", person=person_id)
    with transaction.atomic(using=using):
        context(verb="journal.key_destroy", reason=reason, using=using)
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT journal_key_destroy(%s)", [person_id])
            return bool(cursor.fetchone()[0])
