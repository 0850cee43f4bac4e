"""Reads of the room: attachments as their owner is seen; whether the store is whole."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from giaoban.ground.access import Actor, visible_generic
from giaoban.ground.files import store
from giaoban.ground.files.models import Attachment, StoredFile
from giaoban.kernel.problems import Problem


def attachments(actor: Actor, owner: Model) -> QuerySet[Attachment]:
    """The files of an object that the actor may see, newest version first."""
    kind = ContentType.objects.get_for_model(owner)
    rows = Attachment.objects.filter(content_type=kind, object_id=owner.pk).select_related("stored")
    return visible_generic(actor, rows).order_by("name", "-version")


def attachment_get(actor: Actor, pk: int) -> Attachment:
    """One attachment. Errors: ACC-002 where the actor may not see its owner."""
    found = visible_generic(actor, Attachment.objects.select_related("stored").filter(pk=pk)).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def verify() -> list[str]:
    """One Vietnamese sentence for every content that is missing or not what was received; empty where all is well."""
    troubles = []
    for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=500):
        path = store.place_of(stored.sha256)
        if not path.is_file():
            troubles.append(f"Thiếu nội dung {stored.sha256} (tệp số {stored.pk}).")
        elif store.hash_of(path) != stored.sha256:
            troubles.append(f"Nội dung {stored.sha256} (tệp số {stored.pk}) đã bị thay đổi.")
    return troubles
