"""Which tables of the room the journal follows, and how."""

from giaoban.ground import journal
from giaoban.ground.org import models

journal.track(models.Unit)
journal.track(models.UnitName, part_of="unit")
journal.track(models.UnitAlias, part_of="unit")
journal.track(models.UnitParent, part_of="unit")
journal.track(models.UnitPastKind, part_of="unit")
journal.track(models.UnitLineage, part_of="source")
journal.track(models.UnitChange, exclude=("steps",))
journal.track(models.Body)
journal.track(models.BodyName, part_of="body")
journal.track(models.Person, sensitive=("phone", "email", "birth"), person="id")
journal.track(models.Post)
journal.track(models.PostHolding, part_of="post")
journal.track(models.UnitGroup)
journal.track(models.UnitGroupMember, part_of="group")
