"""Accounts and expiring links."""

from giaoban.ground.directory.models.user import Theme, User, UserManager

__all__ = ["Theme", "User", "UserManager"]
