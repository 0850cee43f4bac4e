"""Opening what the triggers sealed under a person's key; the construction is described at journal_encrypt in sql/functions.sql."""

import hmac
import json
from hashlib import sha256
from typing import Any

NONCE = 16
TAG = 16
BLOCK = 32


class Unreadable(ValueError):
    """The text was not made with this key, or was altered."""


def unlock(key: bytes, sealed: str) -> Any:
    """The JSON value inside. Errors: Unreadable."""
    data = bytes.fromhex(sealed)
    nonce, tag, cipher = data[:NONCE], data[NONCE : NONCE + TAG], data[NONCE + TAG :]
    expected = _hmac(_hmac(key, b"tag"), nonce + cipher)[:TAG]
    if not hmac.compare_digest(tag, expected):
        raise Unreadable("wrong key or altered text")
    stream_key = _hmac(key, b"stream")
    blocks = range((len(cipher) + BLOCK - 1) // BLOCK)
    stream = b"".join(_hmac(stream_key, nonce + number.to_bytes(4, "big")) for number in blocks)
    plain = bytes(a ^ b for a, b in zip(cipher, stream, strict=False))
    return json.loads(plain)


def _hmac(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, sha256).digest()
