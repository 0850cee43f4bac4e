"""What no log may hold: the secret part of addresses that are keys, such as the link of a unit without an account."""

import logging
import re
from typing import Any

SECRET = re.compile(r"(/(?:gui/mo|tai-khoan/password/reset/key)/)[^/?#\s\"']+", re.IGNORECASE)
"""Addresses whose last part opens something: links (directory), new passwords (allauth)."""


def redacted(text: str) -> str:
    """The text with "…" for every secret part of an address."""
    return SECRET.sub(r"\1…", text)


def install() -> None:
    """Make every log record of this process without secrets from its beginning: Django's, ours, the web server's, whatever its handler.

    A filter would have to be hung on each handler, and the web server makes its own. Installing twice changes nothing.
    """
    make = logging.getLogRecordFactory()
    if getattr(make, "redacts", False):
        return

    def factory(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        try:
            text = record.getMessage()
        except Exception:  # a record that cannot be formatted is reported by its handler
            return record
        if SECRET.search(text):
            record.msg, record.args = redacted(text), ()
        return record

    factory.redacts = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(factory)
