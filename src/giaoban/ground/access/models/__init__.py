"""Roles, their assignments to posts, and dated grants."""

from giaoban.ground.access.models.grant import Grant, SubjectKind
from giaoban.ground.access.models.level import Classification
from giaoban.ground.access.models.role import Role, RoleAssignment

__all__ = ["Classification", "Grant", "Role", "RoleAssignment", "SubjectKind"]
