"""Accounts, the Actor, and the services and pages that change organisation and rights."""

from giaoban.ground.access.actor import Actor

__all__ = ["Actor"]
