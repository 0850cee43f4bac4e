"""Reads of the room, always for an actor. Nothing here writes."""
