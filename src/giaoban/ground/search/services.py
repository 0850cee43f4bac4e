"""Keeping the search table in the owner's transaction."""

import unicodedata

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model

from giaoban.ground.search.models import SearchRow
from giaoban.ground.search.sources import Found, describe, sources

MOST_TEXT = 300_000
"""Characters of text that are found; the file itself stays whole."""
BATCH = 500


def index(obj: Model) -> None:
    """Store what is found of an object now; in the caller's transaction. Errors: LookupError for an undeclared model."""
    found = describe(obj)
    if found is None:
        remove(obj)
    else:
        store([row_of(obj, found)])


def remove(obj: Model) -> None:
    """Let an object be found no more. Call it before the object's row goes."""
    SearchRow.objects.filter(content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk).delete()


def row_of(obj: Model, found: Found) -> SearchRow:
    """The row of an object, not yet stored."""
    return SearchRow(
        content_type=ContentType.objects.get_for_model(obj),
        object_id=obj.pk,
        title=clean(found.title)[:500],
        text=clean(found.text)[:MOST_TEXT],
        url=found.url,
        body_id=found.body_id,
        unit_id=found.unit_id,
        on=found.on,
    )


def clean(text: str) -> str:
    """NFC, without the one sign PostgreSQL cannot store."""
    return unicodedata.normalize("NFC", text.replace("\x00", " "))


def store(rows: list[SearchRow]) -> None:
    """Insert rows or bring those of the same objects up to date."""
    SearchRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["content_type", "object_id"],
        update_fields=["title", "text", "url", "body", "unit", "on"],
    )


@transaction.atomic
def rebuild() -> int:
    """Store every object of every declared model anew and forget all others; returns how many. Seen from outside, all at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('search.rebuild'))")
    SearchRow.objects.all().delete()
    count = 0
    for rows in sources().values():
        batch: list[SearchRow] = []
        for obj in rows().iterator(chunk_size=BATCH):
            found = describe(obj)
            if found is not None:
                batch.append(row_of(obj, found))
            if len(batch) >= BATCH:
                store(batch)
                count, batch = count + len(batch), []
        store(batch)
        count += len(batch)
    return count
