"""Contents are followed by the journal; who may see a file is decided by its owner's policy."""

from giaoban.ground import journal
from giaoban.ground.files.models import Attachment, StoredFile

journal.track(StoredFile)
journal.track(Attachment, part_of="stored")
