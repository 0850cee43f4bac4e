"""Writes of the room: roles, their assignments, grants."""

from giaoban.ground.access.services.grants import grant_end, grant_for_work, grant_give, grants_end, subject_key
from giaoban.ground.access.services.roles import assignment_end, role_assign, role_change, role_create

__all__ = [
    "assignment_end",
    "grant_end",
    "grant_for_work",
    "grant_give",
    "grants_end",
    "role_assign",
    "role_change",
    "role_create",
    "subject_key",
]
