"""Writes of the room. They decide what is possible, not who may: `directory` asks `access` first.

Every service is atomic and journalled under a verb "org.<service>"; `on` is the first day of the new state. `reason` goes to the
journal; `at` is the moment, kept with a change of units. Overlapping dates are refused with ORG-001.
"""

from giaoban.ground.org.services.areas import shares_set, unit_abolish, unit_merge, unit_split
from giaoban.ground.org.services.bodies import body_create, body_end, body_rename, post_create, post_end
from giaoban.ground.org.services.groups import (
    group_close,
    group_create,
    group_member_add,
    group_member_end,
    group_update,
)
from giaoban.ground.org.services.people import (
    holding_end,
    holding_start,
    person_create,
    person_erase,
    person_update,
)
from giaoban.ground.org.services.rehearsal import rehearse
from giaoban.ground.org.services.undo import change_undo, pointing_at, undo_hindrance
from giaoban.ground.org.services.units import (
    NewUnit,
    unit_alias_add,
    unit_alias_end,
    unit_convert,
    unit_create,
    unit_move,
    unit_rename,
)

__all__ = [
    "NewUnit",
    "body_create",
    "body_end",
    "body_rename",
    "change_undo",
    "group_close",
    "group_create",
    "group_member_add",
    "group_member_end",
    "group_update",
    "holding_end",
    "holding_start",
    "person_create",
    "person_erase",
    "person_update",
    "pointing_at",
    "post_create",
    "post_end",
    "rehearse",
    "shares_set",
    "undo_hindrance",
    "unit_abolish",
    "unit_alias_add",
    "unit_alias_end",
    "unit_convert",
    "unit_create",
    "unit_merge",
    "unit_move",
    "unit_rename",
    "unit_split",
]
