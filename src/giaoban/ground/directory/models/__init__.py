"""Accounts and expiring links."""

from giaoban.ground.directory.models.answer import Answer
from giaoban.ground.directory.models.link import Link
from giaoban.ground.directory.models.token import Token
from giaoban.ground.directory.models.user import Theme, User, UserManager

__all__ = ["Answer", "Link", "Theme", "Token", "User", "UserManager"]
