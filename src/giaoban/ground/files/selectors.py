"""Reads of the room: attachments for an actor, and whether the store is whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.files import store
from giaoban.ground.files.models import Attachment, StoredFile
from giaoban.kernel.problems import Problem


def attachments_of(actor: Actor, owner: models.Model, *, all_versions: bool = False) -> QuerySet[Attachment]:
    """The files of an object the actor may see: the newest version of each name, or every version; names in order."""
    kind = ContentType.objects.get_for_model(type(owner))
    rows = Attachment.objects.filter(content_type=kind, object_id=owner.pk, removed_at__isnull=True)
    rows = access.visible_generic(actor, rows, only=[type(owner)]).select_related("stored").order_by("name", "-version")
    return rows if all_versions else rows.distinct("name")


def attachment_get(actor: Actor, pk: int) -> Attachment:
    """One file the actor may see. Errors: FIL-003 for one that is not there, was taken off, or is not theirs to know of."""
    rows = Attachment.objects.filter(pk=pk, removed_at__isnull=True).select_related("stored")
    found = access.visible_generic(actor, rows).first()
    if found is None:
        raise Problem("FIL-003")
    return found


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in the store: `kind` for machines (missing, altered, readable, unused, unfinished), a sentence for people."""

    kind: str
    sentence: str
    sha256: str = ""


def verify(*, at: datetime, hashes: bool = True) -> Iterator[Finding]:
    """Everything wrong with the store, for the doctor. hashes: read every content and compare (else only sizes).

    "unused" contents (a transaction that rolled back after the upload) and "unfinished" uploads older than a day are harmless.
    """
    known = set()
    for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=1000):
        known.add(stored.sha256)
        yield from _content(stored, hashes)
    for path in store.contents():
        if path.name not in known:
            yield Finding("unused", f"Nội dung {path.name[:12]} không thuộc tệp nào.", path.name)
    for part in store.parts():
        if part.stat().st_mtime < (at - timedelta(days=1)).timestamp():
            yield Finding("unfinished", f"Tệp tạm {part.name} của một lần gửi dở dang.")


def _content(stored: StoredFile, hashes: bool) -> Iterator[Finding]:
    path, short = store.path_of(stored.sha256), stored.sha256[:12]
    if not path.is_file():
        yield Finding("missing", f"Mất nội dung {short}.", stored.sha256)
        return
    state = path.stat()
    if state.st_mode & 0o077:
        yield Finding("readable", f"Nội dung {short} cho người khác đọc được, phải là 0600.", stored.sha256)
    if state.st_size != stored.size or (hashes and store.hash_of(path) != stored.sha256):
        yield Finding("altered", f"Nội dung {short} đã bị sửa hoặc hỏng.", stored.sha256)
