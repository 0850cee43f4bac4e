"""Attachments by content hash: type, size, scan state, versions."""
