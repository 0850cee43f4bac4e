"""Take files in, attach them to what they belong to, take them off."""

from datetime import datetime
from hashlib import sha256
from typing import IO

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Max

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.files import store
from giaoban.ground.files.detect import MEDIA, detect
from giaoban.ground.files.models import Attachment, ScanState, StoredFile
from giaoban.ground.files.store import DEFAULT, Limits
from giaoban.kernel.problems import Problem


def file_store(stream: IO[bytes], *, name: str, limits: Limits = DEFAULT) -> StoredFile:
    """Store a content and return its row; the same content is stored once. It is visible to nobody until something points at it.

    The content is on disk before the row exists; if the transaction rolls back, only an unused content remains.
    Errors: FIL-001 (too large), FIL-002 (empty, where the limits say so), FIL-007 (disk).
    """
    content = store.write(stream, name=name, limits=limits)
    with transaction.atomic():
        known = StoredFile.objects.filter(sha256=content.sha256).first()
        if known is not None:
            return known
        kind = detect(store.path_of(content.sha256))
        defaults = {"size": content.size, "kind": kind, "media_type": MEDIA[kind]}
        return StoredFile.objects.get_or_create(sha256=content.sha256, defaults=defaults)[0]


def file_open(stored: StoredFile, *, name: str = "") -> IO[bytes]:
    """The content, opened for reading. Errors: FIL-004 if the store lost it."""
    return store.read(stored.sha256, name=name)


def file_read(stored: StoredFile, *, name: str = "") -> bytes:
    """The whole content, checked against its hash. Errors: FIL-004 (lost), FIL-005 (malware), FIL-008 (not what was received)."""
    if stored.scan_state == ScanState.INFECTED:
        raise Problem("FIL-005", name=name or stored.sha256[:12])
    with file_open(stored, name=name) as stream:
        content = stream.read()
    if sha256(content).hexdigest() != stored.sha256:
        raise Problem("FIL-008", name=name or stored.sha256[:12])
    return content


@transaction.atomic
def attach(
    *, actor: Actor, owner: models.Model, stored: StoredFile, name: str, verb: str, body_id: int | None = None
) -> Attachment:
    """Attach a content to an object under a name; the same name again makes the next version.

    verb: what the actor must be allowed to do with the owner (its room's own verb). Errors: ACC-001, ACC-002.
    """
    access.require(actor, verb, owner)
    journal.context(verb=verb)
    model = type(owner)
    model._base_manager.select_for_update().get(pk=owner.pk)  # versions of one object are counted one after the other
    kind = ContentType.objects.get_for_model(model)
    clean = " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split())[-255:] or stored.sha256[:12]
    earlier = Attachment.objects.filter(content_type=kind, object_id=owner.pk, name=clean)
    return Attachment.objects.create(
        content_type=kind,
        object_id=owner.pk,
        owner_ref=f"{model._meta.db_table}/{owner.pk}",
        name=clean,
        version=(earlier.aggregate(last=Max("version"))["last"] or 0) + 1,
        stored=stored,
        body_id=body_id if body_id is not None else actor.body_id,
        uploaded_at=actor.at,
        uploaded_by=actor.label[:200],
    )


@transaction.atomic
def detach(*, actor: Actor, attachment: Attachment, verb: str, reason: str) -> Attachment:
    """Take a version off its object; the content and the record stay. Errors: ACC-001, ACC-002, FIL-003, FIL-006."""
    if attachment.owner is None:
        raise Problem("FIL-003")
    access.require(actor, verb, attachment.owner)
    journal.context(verb=verb, reason=reason)
    attachment = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if attachment.removed_at is not None:
        raise Problem("FIL-006", name=attachment.name)
    attachment.removed_at, attachment.removed_by = actor.at, actor.label[:200]
    attachment.save(update_fields=["removed_at", "removed_by"])
    return attachment


@transaction.atomic
def scan_record(*, stored: StoredFile, state: ScanState, at: datetime, note: str = "") -> StoredFile:
    """Keep what a scanner said; an infected content is handed out no more."""
    journal.context(verb="files.scan", reason=note)
    stored.scan_state, stored.scan_note, stored.scanned_at = state, note[:200], at
    stored.save(update_fields=["scan_state", "scan_note", "scanned_at"])
    return stored
