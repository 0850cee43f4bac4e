"""That the journal follows the room's tables. Attachments have no policy of their own: they are seen as their owner is."""

from giaoban.ground import journal
from giaoban.ground.files.models import Attachment, StoredFile

journal.track(StoredFile)
journal.track(Attachment, part_of="owner_ref")
