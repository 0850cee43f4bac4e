"""Writes of the room: keep a content, attach it to an object."""

import mimetypes
from typing import IO

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.files import store
from giaoban.ground.files.models import Attachment, ScanState, StoredFile
from giaoban.kernel.problems import Problem

LIMIT = 50 * 1024 * 1024
"""Bytes of one file."""


def file_store(stream: IO[bytes], *, name: str, limit: int = LIMIT) -> StoredFile:
    """Keep a content under its hash; the same content is kept once. `name` tells the type and fills sentences.

    Errors: FIL-001 for more than `limit` bytes, FIL-005 where the folder cannot be written.
    """
    try:
        kept = store.write(stream, limit=limit)
    except OSError as error:
        raise Problem("FIL-005", name=name, reason=error.strerror) from error
    if kept is None:
        raise Problem("FIL-001", name=name, limit=limit // (1024 * 1024))
    sha256, size = kept
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    row, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "kind": kind, "stored_at": timezone.now()}
    )
    return row


def file_read(stored: StoredFile, *, name: str = "") -> bytes:
    """The content. Errors: FIL-002 where it is missing, FIL-003 where it is not what was received, FIL-004 where it is infected."""
    name = name or stored.sha256[:12]
    if stored.scan_state == ScanState.INFECTED:
        raise Problem("FIL-004", name=name)
    path = store.place_of(stored.sha256)
    if not path.is_file():
        raise Problem("FIL-002", name=name)
    if path.stat().st_size != stored.size or store.hash_of(path) != stored.sha256:
        raise Problem("FIL-003", name=name)
    return path.read_bytes()


@transaction.atomic
def attach(*, actor: Actor, owner: Model, verb: str, name: str, stored: StoredFile) -> Attachment:
    """Attach a content to an object; a further file of the same name is its next version.

    `verb` is what the actor must be allowed to do with the owner. Errors: ACC-001, ACC-002.
    """
    access.require(actor, verb, owner)
    journal.context(verb="files.attach")
    kind = ContentType.objects.get_for_model(owner)
    type(owner)._base_manager.select_for_update().get(pk=owner.pk)
    before = Attachment.objects.filter(content_type=kind, object_id=owner.pk, name=name[-255:]).aggregate(
        n=Max("version")
    )
    return Attachment.objects.create(
        content_type=kind,
        object_id=owner.pk,
        name=name[-255:],
        version=(before["n"] or 0) + 1,
        stored=stored,
        body_id=actor.body_id,
        attached_by=actor.label[:200],
        attached_at=actor.at,
    )
